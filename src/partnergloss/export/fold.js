// Text → keys, by the rules of partnergloss/words.py and questions.py. Every table comes from there with the page,
// so that the page and the command line can never know different words.
const folding = (tables, questions) => {
  const set = (words) => new Set(words);
  const removed = set(tables.removed);
  const combining = new RegExp(`[${tables.combining}]`, "u");
  const spaces = new RegExp(`[${tables.spaces}]+`, "u");
  const spellings = new Map(Object.entries(tables.spellings));
  const lower = new Map(Object.entries(tables.lower));
  const inflections = set(tables.inflections);
  const linking = set(tables.linking);
  const verbs = new Map(tables.verbs.flatMap((verb) => verb.map((form) => [form, verb])));
  const [opening, asking, closing, trade, silent] = ["opening", "asking", "closing", "trade", "silent"].map((kind) =>
    set(questions[kind]),
  );

  // Letter by letter, since JavaScript writes a Greek sigma differently at the end of a word.
  const lowered = (text) => Array.from(text, (char) => lower.get(char) ?? char.toLowerCase()).join("");

  const withoutAccents = (decomposed) => {
    let kept = "";
    let latin = true;
    for (const char of decomposed) {
      const mark = combining.test(char);
      if (!mark) latin = char < tables.beyond_latin;
      if (!(latin && mark)) kept += char;
    }
    return kept.normalize("NFC");
  };

  const level = (word) => {
    const letters = withoutAccents(lowered(word).normalize("NFKD"));
    const told = Array.from(letters, (char) => (removed.has(char) ? "" : char === "&" ? " and " : char)).join("");
    return lowered(told).replace(/[^\p{L}\p{N}\p{Mn}\p{Mc}]/gu, " ");
  };

  const american = (word) => {
    const ending = tables.endings.find(([british]) => word.endsWith(british) && word.length > british.length + 2);
    return ending ? word.slice(0, -ending[0].length) + ending[1] : word;
  };

  const foldedWords = (text) =>
    text
      .split(spaces)
      .flatMap((word) => level(word).split(" "))
      .filter((word) => word)
      .map((word) => spellings.get(word) ?? american(word));

  const fold = (text) => foldedWords(text).join(" ");
  const join = (folded) => folded.replaceAll(" ", "");

  const content = (folded) => {
    const words = folded.split(" ");
    const found = words.filter((word) => !linking.has(word));
    return found.length > 1 ? found : words;
  };

  const inflected = (word, other) => {
    let common = 0;
    while (common < word.length && word[common] === other[common]) common += 1;
    const ending = (of) => (of[common] === of[common - 1] ? of.slice(common + 1) : of.slice(common));
    return common > 1 && inflections.has(ending(word)) && inflections.has(ending(other));
  };

  const forms = (word) => verbs.get(word) ?? [word];
  const sameWord = (word, other) =>
    word === other || forms(word).some((one) => forms(other).some((another) => inflected(one, another)));

  const acronymKeys = (folded) => {
    const whole = folded.split(" ").every((word) => word.length === 1) ? join(folded) : folded;
    return whole.length > 2 && whole.endsWith("s") ? [whole, whole.slice(0, -1)] : [whole];
  };

  const withoutQuestion = (folded) => {
    const words = folded.split(" ");
    let [start, end] = [0, words.length];
    if (opening.has(words[0])) while (start < end && asking.has(words[start])) start += 1;
    let about = end;
    while (about > start && trade.has(words[about - 1])) about -= 1;
    if (about > start && words[about - 1] === "in") end = about;
    while (end > start && closing.has(words[end - 1])) end -= 1;
    return words.slice(start, end).join(" ") || folded;
  };

  // IT says something, it does not.
  const isAcronym = (word) => word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
  const telling = (text) => {
    const said = text.split(spaces).flatMap((word) => foldedWords(word).map((folded) => [isAcronym(word), folded]));
    return [...set(said.filter(([acronym, word]) => acronym || !silent.has(word)).map(([, word]) => word))];
  };

  return { fold, join, content, sameWord, acronymKeys, withoutQuestion, telling };
};
