// The words of Django's own scripts on the staff site: what it leaves in English, and what says "u".
(() => {
  "use strict";
  const clock = (way) => `Je klok loopt %s uur ${way} die van het portaal. Kijk het uur na.`;
  const words = {
    'Choose %s by selecting them and then select the "Choose" arrow button.': "Kies in deze lijst en druk op de pijl.",
    'Remove %s by selecting them and then select the "Remove" arrow button.': "Kies wat weg mag en druk op de pijl terug.",
    "Choose all %s": "Kies alle %s",
    "Remove all %s": "Haal alle %s weg",
    "Choose selected %s": "Neem de gekozen %s over",
    "Remove selected %s": "Haal de gekozen %s weg",
    "(click to clear)": "(druk om te wissen)",
    "Note: You are %s hour ahead of server time.": clock("voor op"),
    "Note: You are %s hour behind server time.": clock("achter op"),
    "You have unsaved changes on individual editable fields. If you run an action, your unsaved changes will be lost.":
      "Je hebt wijzigingen die nog niet bewaard zijn. Voer je de actie uit, dan gaan ze verloren.",
    "You have selected an action, but you haven’t saved your changes to individual fields yet. Please click OK to save. You’ll need to re-run the action.":
      "Je koos een actie, maar je wijzigingen zijn nog niet bewaard. Druk op OK om te bewaren en voer de actie daarna opnieuw uit.",
    "You have selected an action, and you haven’t made any changes on individual fields. You’re probably looking for the Go button rather than the Save button.":
      "Je koos een actie en wijzigde niets. Druk op ‘Uitvoeren’ in plaats van op ‘Opslaan’.",
  };
  const { gettext, ngettext } = window;
  if (!gettext) return;
  window.gettext = (text) => words[text] || gettext(text);
  window.ngettext = (one, more, count) => words[one] || ngettext(one, more, count);
})();
