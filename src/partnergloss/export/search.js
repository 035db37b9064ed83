// A query → terms, best first: those that are called so, labels that begin so, labels with these words, and then texts
// with them, rare words weighing more. The steps of an exact match are those of partnergloss/steps.py; labels come with
// their folded keys.
const searching = (terms, senses, { fold, join, content, sameWord, acronymKeys, withoutQuestion, telling }) => {
  const SHORTEST_JOINED = 4; // letters that are a label with other gaps
  const NOISE = 0.3; // of the best score
  const EVEN = 20; // words added to each text's length, so that a short text's advantage stays small
  const SHORTEST_SLIP = 5; // letters of a word that may be misspelled; a shorter one may be anything
  const kinds = ["name", "abbr", "both", "alias", "hidden", "id"];

  const add = (map, key, number) => {
    const found = map.get(key);
    if (!found) map.set(key, [number]);
    else if (found.at(-1) !== number) found.push(number); // terms come in order
  };

  const [labels, joined, abbreviations, inLabels, inTexts] = Array.from({ length: 5 }, () => new Map());
  const phrases = []; // [label, its content, kind, number]
  terms.forEach(([, , , keys, text], number) => {
    for (const kind of kinds) {
      for (const label of keys[kind] ?? []) {
        add(labels, label, number);
        add(joined, join(label), number);
        if (kind === "abbr") add(abbreviations, join(label), number);
        for (const word of label.split(" ")) add(inLabels, word, number);
        phrases.push([label, content(label), kind, number]);
      }
    }
    for (const word of text.split(" ")) add(inTexts, word, number);
  });
  const lengths = terms.map(([, , , , text]) => EVEN + text.split(" ").length);
  const numbers = new Map(terms.map(([id], number) => [id, number]));
  const sensesOf = (label) => (senses[label] ?? []).map((id) => numbers.get(id));

  const singular = (word) => (word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.replace(/s$/, ""));

  const wordForm = (folded) => {
    const words = content(folded);
    const fits = ([label, parts, kind]) =>
      kind !== "abbr" &&
      kind !== "both" &&
      parts.length === words.length &&
      parts.every((part, position) => sameWord(words[position], part)) &&
      (words.length > 1 || kind === "name" || singular(label) === singular(folded));
    return phrases.filter(fits).map(([, , , number]) => number);
  };

  const called = (folded) => {
    const named = [...sensesOf(folded), ...(labels.get(folded) ?? [])];
    if (named.length) return named;
    const closed = join(folded);
    if (closed.length >= SHORTEST_JOINED && joined.has(closed)) return joined.get(closed);
    for (const key of acronymKeys(folded)) {
      const meant = [...sensesOf(key), ...(abbreviations.get(key) ?? [])];
      if (meant.length) return meant;
    }
    return wordForm(folded);
  };

  const beginning = (folded) =>
    phrases
      .filter(([label, , kind]) => kind !== "hidden" && label.startsWith(folded))
      .sort((one, other) => one[0].length - other[0].length)
      .map(([, , , number]) => number);

  // Whether two words are one but for a letter that is wrong, missing, too many, or two that changed places.
  const slip = (word, other) => {
    let [start, end] = [0, 0];
    const shorter = Math.min(word.length, other.length);
    while (start < shorter && word[start] === other[start]) start += 1;
    while (end < shorter - start && word.at(-1 - end) === other.at(-1 - end)) end += 1;
    const [one, another] = [word, other].map((whole) => whole.slice(start, whole.length - end));
    return Math.max(one.length, another.length) < 2 || (one.length === 2 && one === another[1] + another[0]);
  };

  // Which terms have each word asked, in whatever form; the last one may not be typed to its end.
  const standing = (words, unfinished, index, meant) => {
    const found = words.map(() => new Set());
    for (const [word, having] of index) {
      words.forEach((asked, position) => {
        const begun = unfinished && position === words.length - 1 && asked.length > 1 && word.startsWith(asked);
        if (begun || meant(asked, word)) for (const number of having) found[position].add(number);
      });
    }
    return found;
  };

  // A term is worth what its words tell, times the share of what was asked that it explains.
  const described = (words, unfinished) => {
    const indexes = [inLabels, inTexts];
    const [here, there] = indexes.map((index) => standing(words, unfinished, index, sameWord));
    const unknown = words.filter((word, position) => word.length >= SHORTEST_SLIP && !here[position].size && !there[position].size);
    if (unknown.length) {
      const near = (asked, word) => unknown.includes(asked) && slip(asked, word);
      indexes.forEach((index, which) => {
        standing(words, false, index, near).forEach((having, position) => {
          if (having.size) [here, there][which][position] = having;
        });
      });
    }
    const scores = new Map();
    const shares = new Map();
    words.forEach((_, position) => {
      const having = new Set([...here[position], ...there[position]]);
      const rare = Math.log(1 + terms.length / having.size);
      for (const number of having) {
        const places = here[position].has(number) + there[position].has(number);
        scores.set(number, (scores.get(number) ?? 0) + places * rare);
        shares.set(number, (shares.get(number) ?? 0) + rare);
      }
    });
    const all = (number) => here.every((having) => having.has(number));
    const score = (number) => (scores.get(number) * shares.get(number)) / lengths[number];
    const best = Math.max(...[...scores.keys()].map(score));
    return [...scores.keys()]
      .filter((number) => score(number) > NOISE * best)
      .sort((one, other) => all(other) - all(one) || score(other) - score(one) || one - other);
  };

  // Labels that share a beginning with what nothing is called.
  const near = (folded) => {
    for (let length = folded.length - 1; length > 2; length -= 1) {
      const found = beginning(folded.slice(0, length));
      if (found.length) return [...new Set(found)].slice(0, 5);
    }
    return [];
  };

  // Gives the numbers of the terms called so, of the others found, and, where there are none, of near ones.
  return (query) => {
    const folded = fold(query);
    if (!folded) return { exact: [], others: [], near: [] };
    const asked = withoutQuestion(folded);
    const exact = [...new Set([folded, asked].map(called).find((found) => found.length) ?? [])];
    const told = telling(query);
    const words = told.length ? told : content(folded);
    const others = new Set([...beginning(asked), ...described(words, !/\s$/.test(query))]);
    for (const number of exact) others.delete(number);
    return { exact, others: [...others], near: exact.length || others.size ? [] : near(asked) };
  };
};
