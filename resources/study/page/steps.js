// The way through the study: welcome, the listener, each group of excerpts, the ranking, the end.

const ranking = study.questions.find((question) => question.kind === "ranking");
const GROUPS = study.groups.length;
const FIRST_GROUP = 2;
const RANKING = FIRST_GROUP + GROUPS;
const END = RANKING + (ranking === undefined ? 0 : 1);

let current = 0;

/** Return the heading and the content of a step. */
function contentOf(step) {
  if (step === 0) {
    return [study.title, welcome()];
  }
  if (step === 1) {
    return [words("about_title"), aboutListener()];
  }
  if (step < RANKING) {
    const number = answers.order[step - FIRST_GROUP];
    return [groupName(number), aboutGroup(number)];
  }
  return step === END ? [words("end_title"), end()] : [words("ranking_title"), rankingOfAll()];
}

/** Show a step, and have a screen reader begin at its heading. */
function show(step) {
  current = step;
  if (step > 0) {
    answers.step = step;
  }
  if (step < END) {
    answers.reached = Math.max(answers.reached, step);
  }
  keep();
  const [name, content] = contentOf(step);
  const heading = element("h1", { tabindex: -1, "aria-describedby": "progress" }, name);
  const lost = element("p", { class: "notice" }, canStore ? "" : words("not_stored"));
  document.getElementById("main").replaceChildren(heading, lost, ...content);
  document.getElementById("progress").textContent = progress(step);
  document.querySelector("header").hidden = step === 0; // whose title is the heading then
  document.title = step === 0 ? study.title : `${name} – ${study.title}`;
  if (location.hash !== `#${step}`) {
    location.hash = String(step);
  }
  window.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

function progress(step) {
  const isGroup = step >= FIRST_GROUP && step < RANKING;
  return isGroup ? words("progress", { part: step - FIRST_GROUP + 1, parts: GROUPS }) : "";
}

function welcome() {
  const excerpts = Math.max(...study.groups.map((group) => group.excerpts.length));
  const values = { groups: GROUPS, excerpts, minutes: study.minutes };
  const isUnderWay = answers.order.length > 0;
  const buttons = isUnderWay
    ? [button("resume", () => show(answers.step), "main"), button("start_over", startOver)]
    : [button("begin", () => show(1), "main")];
  return [
    ...paragraphs(["welcome_music", "welcome_questions", "welcome_sound", "welcome_privacy"],
      values),
    element("div", { class: "buttons" }, ...buttons),
  ];
}

function startOver() {
  if (window.confirm(words("start_over_question"))) {
    forget();
    heard.clear();
    show(0);
  }
}

function aboutListener() {
  const { listener } = answers;
  const kind = element("div", { class: "few", role: "radiogroup", "aria-labelledby": "kind" });
  for (const { key, text } of study.listener_kinds) {
    const input = element("input", { type: "radio", name: "kind", onchange: () => {
      listener.kind = key;
      keep();
    } });
    input.checked = listener.kind === key;
    kind.append(element("label", { class: "choice" }, input, element("span", {}, text)));
  }
  const number = numberField("number", 1, MOST_NUMBER, answers.number, (value) => {
    answers.number = value;
    keep();
  });
  number.disabled = answers.order.length > 0; // the order of the groups is settled by now
  const years = numberField("years", 0, MOST_YEARS, listener.years, (value) => {
    listener.years = value;
    keep();
  });
  const next = () => {
    chooseOrder();
    show(FIRST_GROUP);
  };
  return [
    ...(study.listener_kinds.length > 0
      ? [element("p", { class: "name", id: "kind" }, words("kind")), kind] : []),
    element("label", { class: "field", for: "years" }, words("years")), years,
    element("label", { class: "field", for: "number" }, words("number")), number,
    element("div", { class: "buttons" }, button("next", next, "main"),
      button("back", () => show(0))),
  ];
}

function aboutGroup(number) {
  const notice = announcement();
  const about = study.questions.filter((question) => question.kind !== "ranking");
  return [
    element("p", {}, words("listen")),
    ...players(number),
    element("h2", {}, words("questions")),
    ...about.map((question) => questionAbout(number, question)),
    notice,
    onwards(notice, () => leftOut(number)),
  ];
}

/** Return a sentence on what of a group was not heard or answered, empty where all was. */
function leftOut(number) {
  const names = [...unheard(number), ...unanswered(number)];
  return names.length > 0 ? words("left_out", { names: names.join(" · ") }) : "";
}

/** Return the buttons below a step. What is left out is told once; then one may go on. */
function onwards(notice, problem, mustBeSolved = () => false) {
  let isTold = false;
  const next = button("next", () => {
    const told = problem();
    if (told === "" || (isTold && !mustBeSolved())) {
      goOn();
      return;
    }
    notice.textContent = told;
    isTold = !mustBeSolved();
    next.textContent = words(isTold ? "go_on" : "next");
  }, "main");
  return element("div", { class: "buttons" }, next,
    button("back", () => show(current - 1)),
    button("stop", () => show(END), "quiet"));
}

function goOn() {
  if (current + 1 === END) {
    answers.finished = true;
  }
  show(current + 1);
}

function rankingOfAll() {
  const notice = announcement();
  const rows = answers.order.map((number) => element("div", {},
    rankOf(number),
    element("details", {}, element("summary", {}, words("hear_again",
      { group: groupName(number) })), ...players(number))));
  return [
    element("p", {}, ranking.text), ...rows, notice,
    onwards(notice, rankingProblem, hasRankTwice),
  ];
}

function rankOf(number) {
  const id = newId("rank");
  const select = element("select", { id, onchange: () => {
    if (select.value === "") {
      delete answers.ranking[number];
    } else {
      answers.ranking[number] = Number(select.value);
    }
    keep();
  } }, element("option", { value: "" }, "–"));
  for (let rank = 1; rank <= GROUPS; rank += 1) {
    select.append(element("option", { value: rank }, String(rank)));
  }
  select.value = String(answers.ranking[number] ?? "");
  return element("div", { class: "rank" },
    element("label", { for: id }, groupName(number)), select);
}

function rankingProblem() {
  if (hasRankTwice()) {
    return words("same_rank");
  }
  const names = answers.order.filter((number) => !(number in answers.ranking)).map(groupName);
  return names.length > 0 ? words("left_out", { names: names.join(" · ") }) : "";
}

function end() {
  const file = answerFile();
  const status = announcement();
  const canShare = navigator.canShare?.({ files: [file] }) ?? false;
  const text = element("textarea", { readonly: true, "aria-label": words("as_text"), rows: 8 });
  text.value = "";
  file.text().then((content) => {
    text.value = content;
  });
  return [
    ...paragraphs([answers.finished ? "end_finished" : "end_unfinished", "end_send"]),
    element("div", { class: "buttons" },
      button("save", () => save(file, status), "main"),
      canShare ? button("share", () => share(file)) : null,
      button("back", () => show(answers.reached))),
    status,
    element("details", {}, element("summary", {}, words("as_text")), text),
  ];
}

function save(file, status) {
  const link = element("a", { href: URL.createObjectURL(file), download: file.name });
  link.click();
  status.textContent = words("saved", { name: file.name });
}

function share(file) {
  navigator.share({ files: [file] }).catch(() => {}); // the listener changed their mind
}

/** Follow the browser's own buttons for back and forward, to steps that were reached. */
window.addEventListener("hashchange", () => {
  const step = Number(location.hash.slice(1));
  const isReached = step <= answers.reached || (step === END && answers.finished);
  if (Number.isInteger(step) && step >= 0 && step !== current && isReached) {
    show(step);
  }
});

show(0);
