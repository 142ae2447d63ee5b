// Make elements of the page. What people wrote comes in as text, never as markup.

let idsMade = 0;

/** Return an id that no other element has. */
function newId(prefix) {
  idsMade += 1;
  return `${prefix}-${idsMade}`;
}

/** Return an element with attributes, event listeners (`onclick`) and children; null is left out. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== false) {
      made.setAttribute(key, value === true ? "" : String(value));
    }
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Return the words of this name in the study's language, with values in their {fields}. */
function words(name, values = {}) {
  const text = study.texts[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (field, key) => String(values[key] ?? field));
}

/** Return paragraphs of the words of these names. */
function paragraphs(names, values = {}) {
  return names.map((name) => element("p", {}, words(name, values)));
}

function button(name, onclick, kind = "") {
  return element("button", { type: "button", class: kind, onclick }, words(name));
}

/** Return what a group of excerpts is called. */
function groupName(number) {
  return words("group", { number });
}

/** Return a paragraph that screen readers read out whenever its text changes. */
function announcement() {
  return element("p", { class: "notice", role: "status", "aria-live": "polite" });
}
