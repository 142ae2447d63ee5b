// The answers of one listener, kept in this browser until they leave it as a file.

const study = JSON.parse(document.getElementById("study").textContent);
const STORED_AS = `listening-study-${study.id}-${study.version}`;

const MOST_NUMBER = 9999;
const MOST_YEARS = 120;
const LONGEST_COMMENT = 4000;

const answers = stored() ?? newAnswers();
let canStore = true;

function newAnswers() {
  return { listener: { id: randomId(), kind: "", years: null }, number: null, order: [], models: {},
    ranking: {}, finished: false, step: 1, reached: 0 };
}

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Return the answers that were given before, null where there are none. */
function stored() {
  try {
    const found = JSON.parse(localStorage.getItem(STORED_AS));
    return found !== null && typeof found.listener.id === "string" ? found : null;
  } catch {
    return null;
  }
}

/** Keep the answers in the browser, which some forbid for files. */
function keep() {
  try {
    localStorage.setItem(STORED_AS, JSON.stringify(answers));
    canStore = localStorage.getItem(STORED_AS) !== null;
  } catch {
    canStore = false;
  }
}

function forget() {
  Object.assign(answers, newAnswers());
  try {
    localStorage.removeItem(STORED_AS);
  } catch {
    canStore = false;
  }
}

function answerAbout(number) {
  answers.models[number] ??= {};
  return answers.models[number];
}

/** Set the answer to a question about a group; null takes it back. */
function answer(number, key, value) {
  if (value === null || value === "") {
    delete answerAbout(number)[key];
  } else {
    answerAbout(number)[key] = value;
  }
  keep();
}

/** Choose the order in which the groups are heard: by the listener's number, or else by chance. */
function chooseOrder() {
  if (answers.order.length > 0) {
    return;
  }
  const place = answers.number === null ? chance(study.orders.length) : answers.number - 1;
  answers.order = study.orders[place % study.orders.length];
  keep();
}

function chance(choices) {
  return crypto.getRandomValues(new Uint32Array(1))[0] % choices;
}

/** Return whether two groups have the same rank. */
function hasRankTwice() {
  const ranks = Object.values(answers.ranking);
  return new Set(ranks).size < ranks.length;
}

/** Return the file that the listener sends back. */
function answerFile() {
  const { listener, order, models, ranking, finished } = answers;
  const content = { format: "chopin-studio-answers", format_version: 1, study: study.id,
    version: study.version, listener, order, models, ranking, finished };
  const name = `answers-${listener.id.slice(0, 8)}.json`;
  return new File([JSON.stringify(content, null, 1)], name, { type: "application/json" });
}
