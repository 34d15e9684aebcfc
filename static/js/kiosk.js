// A tablet at a fair: after a while without a touch, back to the start. The server forgets by itself as well.
(() => {
  "use strict";
  const bar = document.querySelector("[data-kiosk]");
  if (!bar) return;
  const IDLE_MS = Number(bar.dataset.seconds) * 1000;
  const WARN_MS = IDLE_MS - 20000;
  const TELL_MS = 20000;
  const LEAVE_MS = 20000;
  const alive = bar.querySelector("[data-alive]");
  const warning = bar.querySelector("[data-warning]");
  let touched = Date.now();
  let told = Date.now();
  let left = 0;

  const busy = () => {
    touched = Date.now();
    warning.hidden = true;
    warning.textContent = "";
    if (touched - told < TELL_MS) return;
    told = touched;
    fetch(alive.action, { method: "POST", body: new FormData(alive), credentials: "same-origin" }).catch(() => {});
  };

  // Once: a second try breaks off the first. On a network that is gone, again after a while.
  const leave = () => {
    if (Date.now() - left < LEAVE_MS) return;
    left = Date.now();
    window.location.replace(bar.dataset.home);
  };

  const look = () => {
    const idle = Date.now() - touched;
    if (idle >= IDLE_MS) leave();
    else if (idle >= WARN_MS && warning.hidden) {
      warning.hidden = false;
      warning.textContent = warning.dataset.text;
    }
  };

  for (const kind of ["pointerdown", "keydown", "input", "scroll"]) {
    document.addEventListener(kind, busy, { passive: true, capture: true });
  }
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.replace(bar.dataset.home); // never show what a visitor before typed
  });
  window.setInterval(look, 1000);
})();
