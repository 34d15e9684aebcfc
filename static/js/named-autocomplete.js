// The staff site: give the searchable lists of Django's admin the name of their label, also in rows that are added later.
"use strict";
const nameLists = () => {
  for (const shown of document.querySelectorAll(".select2-selection__rendered[role=textbox]:not([aria-label])")) {
    const select = shown.closest(".select2").previousElementSibling;
    const label = select && document.querySelector(`label[for="${select.id}"]`);
    if (label) shown.setAttribute("aria-label", label.textContent.trim().replace(/:$/, ""));
  }
};
new MutationObserver(nameLists).observe(document.documentElement, { childList: true, subtree: true });
