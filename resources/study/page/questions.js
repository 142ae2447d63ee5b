// One question about one group of excerpts, and its answer.

const MOST_BUTTONS = 11;

/** Return the element for a question about a group, whatever its kind. */
function questionAbout(number, question) {
  switch (question.kind) {
    case "scale":
      return scaleQuestion(number, question);
    case "yes-no":
      return yesNoQuestion(number, question);
    default:
      return commentQuestion(number, question);
  }
}

function scaleQuestion(number, question) {
  const values = [];
  for (let value = question.lowest; value <= question.highest; value += 1) {
    values.push([value, String(value)]);
  }
  if (values.length > MOST_BUTTONS) {
    return numberQuestion(number, question);
  }
  const ends = scaleEnds(question);
  const group = choices(number, question, values, "choices", ends);
  return element("div", { class: "question scale" }, ...group, ends);
}

/** Return what the ends of a scale mean, null where that is not said. */
function scaleEnds(question) {
  if (question.lowest_text === "" && question.highest_text === "") {
    return null;
  }
  return element("p", { class: "ends", id: newId("ends") },
    element("span", {}, `${question.lowest} ${question.lowest_text}`),
    element("span", {}, `${question.highest} ${question.highest_text}`));
}

function yesNoQuestion(number, question) {
  const values = [[true, words("yes")], [false, words("no")]];
  return element("div", { class: "question scale" }, ...choices(number, question, values, "few"));
}

/** Return a question's text and a row of radio buttons, of `[value, text]` each. */
function choices(number, question, values, kind, description = null) {
  const name = newId(question.key);
  const label = element("p", { class: "name", id: `${name}-name` }, question.text);
  const row = element("div", { class: kind, role: "radiogroup", "aria-labelledby": label.id,
    "aria-describedby": description?.id ?? null });
  for (const [value, text] of values) {
    const input = element("input", { type: "radio", name,
      onchange: () => answer(number, question.key, value) });
    input.checked = answerAbout(number)[question.key] === value;
    row.append(element("label", { class: "choice" }, input, element("span", {}, text)));
  }
  return [label, row];
}

/** Return a question whose scale has too many values for a button each. */
function numberQuestion(number, question) {
  const id = newId(question.key);
  const input = numberField(id, question.lowest, question.highest,
    answerAbout(number)[question.key] ?? null, (value) => answer(number, question.key, value));
  const ends = scaleEnds(question);
  return element("div", { class: "question scale" },
    element("label", { class: "name", for: id }, question.text), input, ends);
}

/** Return a field for a whole number; what is no such number counts as left out. */
function numberField(id, lowest, highest, value, changed) {
  const input = element("input", { id, type: "number", inputmode: "numeric", min: lowest,
    max: highest, step: 1, value });
  input.addEventListener("input", () => {
    const typed = input.valueAsNumber;
    const isOne = Number.isInteger(typed) && typed >= lowest && typed <= highest;
    input.setAttribute("aria-invalid", String(input.value !== "" && !isOne));
    changed(isOne ? typed : null);
  });
  return input;
}

function commentQuestion(number, question) {
  const id = newId(question.key);
  const input = element("textarea", { id, maxlength: LONGEST_COMMENT,
    oninput: () => answer(number, question.key, input.value) });
  input.value = answerAbout(number)[question.key] ?? "";
  return element("div", { class: "question" },
    element("label", { class: "name", for: id }, question.text), input);
}

/** Return the texts of the questions about a group that have no answer, comments aside. */
function unanswered(number) {
  return study.questions
    .filter((question) => question.kind === "scale" || question.kind === "yes-no")
    .filter((question) => !(question.key in answerAbout(number)))
    .map((question) => question.text);
}
