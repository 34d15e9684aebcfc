// Reads the page aloud with the voice of the browser itself. Nothing leaves the device by our doing.
(() => {
  "use strict";
  const button = document.querySelector("[data-read-aloud]");
  const voice = window.speechSynthesis;
  const main = document.getElementById("inhoud");
  if (!button || !main || !voice || !window.SpeechSynthesisUtterance) return;
  const label = button.querySelector("span");
  const start = label.textContent;
  const SKIP = "script, style, form.language-choice, .language-bar, .visually-hidden, [hidden], [aria-hidden=true], svg";
  const BLOCK = "h1, h2, h3, h4, p, li, dt, dd, legend, label, summary, td, th, .button, .tag";

  // Sentences in the order of the page; a part in another language is read in that language.
  const pieces = () => {
    const found = [];
    for (const node of main.querySelectorAll(BLOCK)) {
      if (node.closest(SKIP) || node.querySelector(BLOCK) || !node.getClientRects().length) continue;
      const text = node.innerText.replace(/\s+/g, " ").trim();
      if (text) found.push({ text, lang: node.closest("[lang]").lang });
    }
    return found;
  };

  const rest = () => {
    label.textContent = start;
    button.setAttribute("aria-pressed", "false");
  };

  const read = () => {
    const parts = pieces();
    parts.forEach((part, index) => {
      const speech = new SpeechSynthesisUtterance(part.text);
      speech.lang = part.lang;
      const own = voice.getVoices().find((one) => one.lang.toLowerCase().startsWith(part.lang.slice(0, 2).toLowerCase()));
      if (own) speech.voice = own;
      if (index === parts.length - 1) speech.addEventListener("end", rest);
      voice.speak(speech);
    });
    label.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
  };

  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const busy = button.getAttribute("aria-pressed") === "true";
    voice.cancel();
    if (busy) rest();
    else read();
  });
  window.addEventListener("pagehide", () => voice.cancel());
})();
