// Small improvements; every page works without them.
(() => {
  "use strict";
  const POLL_MS = 2000;
  const RELEASE_MS = 4000;

  // After a mistake: go to the summary on top, so that it is seen and read out.
  const focusSummary = () => {
    const summary = document.querySelector("[data-focus]");
    if (!summary) return;
    summary.focus();
    // "Back" must find this page again instead of asking to send everything a second time. Only where the form is
    // sent to its own page: the address of a button is no page.
    const own = document.querySelector("main form[method='post']:not([action])");
    if (own) window.history.replaceState(null, "", window.location.href);
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

  // A long list to tick: what is typed narrows it at once, and groups without a hit step aside.
  const narrowList = (list) => {
    const box = list.querySelector("[data-checklist-search]");
    const told = list.querySelector("[data-checklist-found]");
    const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const groups = [...list.querySelectorAll("details")].map((group) => ({
      group,
      wasOpen: group.open,
      rows: [...group.querySelectorAll("li")].map((row) => ({ row, text: plain(row.textContent) })),
    }));
    box.closest("p").hidden = false;
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // searching is not sending
    });
    box.addEventListener("input", () => {
      const words = plain(box.value).split(/\s+/).filter(Boolean);
      let total = 0;
      for (const { group, wasOpen, rows } of groups) {
        let hits = 0;
        for (const { row, text } of rows) {
          row.hidden = !words.every((word) => text.includes(word));
          hits += row.hidden ? 0 : 1;
        }
        group.hidden = hits === 0;
        group.open = words.length > 0 || wasOpen;
        total += hits;
      }
      told.textContent = words.length ? `${total} ${told.dataset.words}` : "";
    });
  };

  document.addEventListener("click", followToField);
  document.addEventListener("click", closeMenu);
  document.addEventListener("keydown", closeMenu);
  document.addEventListener("submit", sendOnce);
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
  focusSummary();
  showPrintButtons(document);
  for (const box of document.querySelectorAll("[data-replaced-by-script]")) box.hidden = true;
  for (const list of document.querySelectorAll("[data-checklist]")) narrowList(list);
  for (const box of document.querySelectorAll("[data-poll]")) later(box);
})();
