// Small improvements; every page works without them.
(() => {
  "use strict";
  const POLL_MS = 2000;
  const RELEASE_MS = 4000;

  // After a mistake: go to the summary on top, so that it is seen and read out.
  const focusSummary = () => {
    const summary = document.querySelector("[data-focus]");
    if (summary) summary.focus();
  };

  // A link of the summary puts the cursor in the field, also when that field is a group of choices.
  const followToField = (event) => {
    const link = event.target.closest(".error-summary a[href^='#']");
    if (!link) return;
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const group = field.closest(".field") || field;
    group.scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  };

  const showPrintButtons = (root) => {
    for (const button of root.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  };

  // The menu on a phone closes with Escape and with a press beside it.
  const closeMenu = (event) => {
    const menu = document.querySelector(".menu-fold[open]");
    if (!menu) return;
    if (event.type === "keydown") {
      if (event.key !== "Escape") return;
      menu.querySelector("summary").focus();
    } else if (menu.contains(event.target)) return;
    menu.open = false;
  };

  // The same form is not sent twice by a double press. The server is safe without this too.
  const sendOnce = (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    window.setTimeout(() => delete form.dataset.sent, RELEASE_MS); // a download leaves the page where it is
  };

  // Long work: fetch the new state every two seconds while the page is looked at, and put it in place.
  const poll = async (box) => {
    if (!box.isConnected) return;
    if (document.hidden) {
      later(box);
      return;
    }
    try {
      const answer = await fetch(box.dataset.poll, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const holder = document.createElement("template");
      holder.innerHTML = await answer.text();
      const fresh = holder.content.querySelector(".job");
      if (!fresh) return;
      box.replaceWith(fresh);
      if (fresh.dataset.poll) later(fresh);
      else if (fresh.dataset.reload) window.location.reload();
    } catch {
      later(box); // offline for a moment
    }
  };
  const later = (box) => window.setTimeout(poll, POLL_MS, box);

  document.addEventListener("click", followToField);
  document.addEventListener("click", closeMenu);
  document.addEventListener("keydown", closeMenu);
  document.addEventListener("submit", sendOnce);
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
  focusSummary();
  showPrintButtons(document);
  for (const box of document.querySelectorAll("[data-poll]")) later(box);
})();
