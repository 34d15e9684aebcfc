// Copy buttons of a sheet: they appear only where the browser can copy. Without script the text can be selected.
(() => {
  if (!navigator.clipboard) return;
  const list = document.querySelector("[data-copied]");
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      const label = button.firstChild.textContent;
      button.firstChild.textContent = list.dataset.copied;
      setTimeout(() => { button.firstChild.textContent = label; }, 2000);
    });
  }
})();
