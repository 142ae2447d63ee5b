// The excerpts of a group, one of which plays at a time.

const heard = new Set();

/** Return the players of a group's excerpts. */
function players(number) {
  const group = study.groups.find((each) => each.number === number);
  return group.excerpts.map((file, place) => player(number, place + 1, file));
}

function player(number, place, file) {
  const name = words("excerpt", { number: place });
  const problem = announcement();
  const audio = element("audio", { controls: true, preload: "metadata", src: file,
    "aria-label": `${groupName(number)}, ${name}` });
  audio.addEventListener("play", () => {
    heard.add(file);
    pauseOthers(audio);
  });
  audio.addEventListener("error", () => {
    problem.textContent = words("no_sound");
  });
  return element("div", { class: "player" },
    element("p", { class: "name" }, name), audio, problem);
}

function pauseOthers(playing) {
  for (const audio of document.querySelectorAll("audio")) {
    if (audio !== playing) {
      audio.pause();
    }
  }
}

/** Return the names of a group's excerpts that were not played. */
function unheard(number) {
  const group = study.groups.find((each) => each.number === number);
  return group.excerpts
    .map((file, place) => [file, words("excerpt", { number: place + 1 })])
    .filter(([file]) => !heard.has(file))
    .map(([, name]) => name);
}
