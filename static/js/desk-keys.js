// The case desk: one letter does what the button or link with that letter does. Off with one press, remembered on this
// device, never while somebody types and never together with another key (WCAG 2.1.4).
"use strict";
const OFF = "desk-keys-off";
const TYPED = "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]";
const rows = () => [...document.querySelectorAll("#result_list tbody tr")];
const control = document.querySelector("[data-keys-switch]");
const said = document.querySelector("[data-keys-said]");

const isOff = () => {
  try { return localStorage.getItem(OFF) === "1"; } catch { return control.dataset.off === "1"; }
};
const remember = (off) => {
  control.dataset.off = off ? "1" : "";
  try { localStorage.setItem(OFF, off ? "1" : ""); } catch { /* private window: the choice holds for this page */ }
};
const label = () => { control.textContent = isOff() ? "Zet sneltoetsen aan" : "Zet sneltoetsen uit"; };

const choose = (row, focus = true) => {
  for (const each of rows()) each.classList.toggle("is-chosen", each === row);
  if (focus) row.querySelector("[data-key]")?.focus();
  row.scrollIntoView({ block: "nearest" });
};
const chosen = () => document.activeElement?.closest("#result_list tbody tr") ?? document.querySelector("tr.is-chosen");

const step = (by) => {
  const all = rows();
  if (!all.length) return;
  const now = all.indexOf(chosen());
  choose(all[Math.min(Math.max(now + by, 0), all.length - 1)]);
};

const press = (letter) => {
  const list = rows();
  const scope = list.length ? chosen() : document;
  if (!scope) { said.textContent = "Kies eerst een rij met J."; return false; }
  const target = scope.querySelector(`[data-key="${letter}"]`);
  if (!target) { said.textContent = "Dat kan nu niet voor dit dossier."; return false; }
  said.textContent = "";
  target.click();
  return true;
};

if (control && said) {
  control.hidden = false;
  label();
  control.addEventListener("click", () => {
    remember(!isOff());
    label();
    said.textContent = isOff() ? "Sneltoetsen staan uit." : "Sneltoetsen staan aan.";
  });
  document.addEventListener("click", (event) => {
    const row = event.target.closest("#result_list tbody tr");
    if (row) choose(row, false);
  });
  document.addEventListener("keydown", (event) => {
    if (isOff() || event.defaultPrevented || event.repeat || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest?.(TYPED)) return;
    const letter = event.key.toLowerCase();
    if (letter === "j" || letter === "k") { if (rows().length) { step(letter === "j" ? 1 : -1); event.preventDefault(); } return; }
    if ("ocnfmp".includes(letter) && letter.length === 1 && press(letter)) event.preventDefault();
  });
}
