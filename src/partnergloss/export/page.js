// The page's four views, each a function of the address: the list (#), results (#search=words), an entry (#id) and a
// comparison (#compare=id,id). Term texts become text nodes only; nothing is ever parsed as markup.
const MOST = 5;
const FEWEST = 2;
const SHOWN = 50; // results
const PAUSE = 300; // milliseconds after the last letter until the address tells the words; browsers limit such changes

const find = (id) => document.getElementById(id);
// Objects without a prototype: a term or facet may be called constructor.
const bare = (_, value) => (value?.constructor === Object ? Object.assign(Object.create(null), value) : value);

const [query, status, list, view, tray] = ["query", "status", "list", "view", "chosen"].map((id) => find(`page.${id}`));
const title = document.title;
const tables = JSON.parse(find("page.tables").textContent, bare);
const terms = JSON.parse(find("page.labels").textContent);
const numbers = new Map(terms.map(([id], number) => [id, number]));
const chosen = new Set();

// What only a search or an entry needs is made when it is first needed.
const once = (make) => {
  let made;
  return () => (made ??= make());
};
const search = once(() => searching(terms, tables.senses, folding(tables.words, tables.questions)));
const details = once(() => find("page.details").textContent.trim().split("\n"));
const detail = (id) => JSON.parse(details()[numbers.get(id)], bare);
const nameOf = (id) => terms[numbers.get(id)][1];
const titleOf = (id) => {
  const [, name, abbr] = terms[numbers.get(id)];
  return abbr ? `${name} (${abbr})` : name;
};
const definitionOf = (id) => find(id).querySelector("p").textContent;

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
const link = (id, text = nameOf(id)) => make("a", { href: `#${id}` }, text);
const aside = (text) => make("span", { class: "unseen" }, text); // for those who hear the page
const compareLink = (ids, ...text) => make("a", { href: `#compare=${ids.join(",")}`, class: "beside" }, ...text);
const pick = (id) => {
  const pressed = String(chosen.has(id));
  return make("button", { type: "button", class: "pick", "data-pick": id, "aria-pressed": pressed }, "Compare", aside(` ${nameOf(id)}`));
};
const together = (ids) => [ids.slice(0, -1).map(nameOf).join(", "), nameOf(ids.at(-1))].join(" and ");
const parted = (parts, by) => parts.flatMap((part, position) => (position ? [by, part] : [part]));

// ── An entry ──

const source = (id) => {
  const [name, url, grade, retrieved] = tables.sources[id];
  const named = /^https?:\/\//i.test(url) ? make("a", { href: url, rel: "noopener noreferrer external" }, name) : name;
  return [named, `\u00a0[${grade}]${retrieved ? `, ${retrieved}` : ""}`];
};
const part = (told) => {
  if (typeof told === "string") return [told];
  return told.term ? [link(told.term)] : source(told.source);
};

// Lines are [label, parts …]; those with the same label stand under it together.
const described = (lines, kind) => {
  const groups = [];
  for (const [label, ...parts] of lines) {
    if (groups.at(-1)?.label !== label) groups.push({ label, group: make("div", {}, make("dt", {}, label)) });
    groups.at(-1).group.append(make("dd", {}, ...parts.flatMap(part)));
  }
  return groups.length ? [make("dl", { class: kind }, ...groups.map(({ group }) => group))] : [];
};

const shownValue = (facet, value) => {
  const items = [value ?? []].flat();
  const words = facet === "category" ? tables.categories : (tables.facets[facet]?.values ?? Object.create(null));
  const told = facet === "broader" ? items.map(nameOf) : items.map((item) => words[item] ?? item);
  return told.join(", ") || "–";
};
const labelOf = (row) => {
  const word = row.split(".").at(-1);
  return tables.facets[row]?.name ?? word[0].toUpperCase() + word.slice(1);
};

const facts = ({ category, facets }) => {
  const order = new Set([...(tables.orders[category] ?? []), ...Object.keys(facets)]);
  return [...order].filter((facet) => facet in facets).map((facet) => [labelOf(facet), shownValue(facet, facets[facet])]);
};
const advice = ({ decide }) => Object.entries(tables.advice).flatMap(([field, label]) => decide[field].map((said) => [label, said]));

const versus = (id, { contrast }) => {
  const beside = (other) => compareLink([id, other], "Side by side", aside(` with ${nameOf(other)}`));
  const items = Object.entries(contrast).map(([other, said]) =>
    make("div", {}, make("dt", {}, link(other)), make("dd", {}, said, " ", beside(other))),
  );
  return items.length ? [make("dl", { class: "more" }, ...items)] : [];
};

const copyButton = () => {
  const button = make("button", { type: "button" }, "Copy link");
  button.addEventListener("click", async () => {
    const copied = navigator.clipboard?.writeText(location.href).then(() => true, () => false);
    say((await copied) ? "Link copied." : "The link stands in the address bar.");
  });
  return button;
};

const showEntry = (id) => {
  const told = detail(id);
  const heading = make("h2", { tabindex: "-1" }, titleOf(id));
  const block = (name, content) => (content.length ? [make("h3", {}, name), ...content] : []);
  show("entry", titleOf(id), heading, [
    heading,
    make("p", { class: "place" }, told.place),
    make("p", { class: "definition" }, definitionOf(id)),
    make("p", { class: "tools" }, pick(id), copyButton(), make("a", { href: `#${id}`, class: "address" }, `#${id}`)),
    ...block("What decides", [...described(facts(told), "facts"), ...described(advice(told), "advice")]),
    ...block("How it is measured", described(told.measure, "facts")),
    ...block("Often confused", versus(id, told)),
    ...block("More", described(told.more, "more")),
  ]);
};

// ── A comparison, by the rules of partnergloss/comparison.py ──

const compare = (ids, told) => {
  const orders = told.map(({ category }) => tables.orders[category] ?? []);
  const own = (facet) => told.map(({ facets }) => facets[facet]);
  let names = orders[0].filter((facet) => own(facet).some((value) => value?.length));
  let fields = [];
  if (orders.some((order) => order.join() !== orders[0].join()) || !names.length) {
    names = names.filter((facet) => told.every(({ facets }) => facet in facets));
    fields = ["category", "broader", "scope"];
  }
  const measured = told.every(({ metric }) => metric) ? Object.keys(told[0].metric) : [];
  const rows = [
    ["definition", ids.map(definitionOf)], // always, since nobody has read it elsewhere
    ...fields.map((field) => [field, told.map((record) => record[field])]),
    ...names.map((facet) => [facet, own(facet)]),
    ...measured.map((field) => [`metric.${field}`, told.map(({ metric }) => metric[field])]),
  ];
  const alike = (value) => [value ?? []].flat().sort().join("\n");
  return rows
    .filter(([, values]) => values.some((value) => value?.length))
    .map(([row, values]) => ({ row, values, same: new Set(values.map(alike)).size === 1 }));
};

const table = (ids, rows) => {
  const head = ids.map((id) => {
    const rest = ids.filter((other) => other !== id);
    const remove = rest.length < FEWEST ? [] : [compareLink(rest, "Remove", aside(` ${nameOf(id)}`))];
    return make("th", { scope: "col", role: "columnheader" }, link(id, titleOf(id)), " ", ...remove);
  });
  const body = rows.map(({ row, values }) =>
    make(
      "tr",
      { role: "row" },
      make("th", { scope: "row", role: "rowheader" }, make("span", { class: "mark", "aria-hidden": "true" }, "≠ "), labelOf(row), aside(" (differs)")),
      ...values.map((value) => make("td", { role: "cell" }, shownValue(row, value))),
    ),
  );
  const corner = make("td", { role: "cell" });
  // The roles are the elements' own, said again because small screens lay the rows out as grids, which hides them.
  return make(
    "table",
    { role: "table", "data-terms": ids.length },
    make("caption", {}, "What differs"),
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, corner, ...head)),
    make("tbody", { role: "rowgroup" }, ...body),
  );
};

const difference = (ids, told) => {
  const kinds = ids.flatMap((id, position) => ids.filter((other) => told[position].above.includes(other)).map((other) => `${nameOf(id)} is a kind of ${nameOf(other)}.`));
  const said = ids.flatMap((_, position) => ids.slice(position + 1).map((other) => told[position].contrast[other] ?? ""));
  return [...kinds, ...said.filter((sentence) => sentence)].map((sentence) => make("p", { class: "difference" }, sentence));
};

const choices = (ids, told) => {
  const when = (field, verb) => ids.flatMap((id, position) => told[position].decide[field].map((said) => [`${verb} ${nameOf(id)} when`, said]));
  return [...described(when("use_when", "Choose"), "advice"), ...described(when("avoid_when", "Avoid"), "advice")];
};

const showComparison = (ids) => {
  const told = ids.map(detail);
  const rows = compare(ids, told);
  const [differing, equal] = [rows.filter(({ same }) => !same), rows.filter(({ same }) => same)];
  const heading = make("h2", { tabindex: "-1" }, together(ids));
  const folded = equal.map(({ row, values }) => [labelOf(row), shownValue(row, values[0])]);
  const alike = make("details", {}, make("summary", {}, `The same in all: ${folded.map(([label]) => label).join(", ")}`), ...described(folded, "facts"));
  const contrast = difference(ids, told);
  chosen.clear();
  ids.forEach((id) => chosen.add(id));
  show("compare", together(ids), heading, [
    heading,
    make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Comparison" }, table(ids, differing)),
    ...(equal.length ? [alike] : []),
    ...(contrast.length ? [make("h3", {}, "The difference"), ...contrast] : []),
    ...(choices(ids, told).length ? [make("h3", {}, "Which to choose"), ...choices(ids, told)] : []),
    make("p", { class: "tools" }, copyButton()),
  ]);
};

// ── Results ──

const result = (id, kind) =>
  make("li", { class: kind }, make("p", {}, link(id, titleOf(id)), " ", pick(id)), make("p", {}, definitionOf(id)));

const counted = (words, { exact, others }) => {
  const count = exact.length + others.length;
  if (!count) return `Nothing is called “${words}”, and no definition has these words.`;
  const all = `${count} ${count === 1 ? "term" : "terms"} found.`;
  if (!exact.length) return `Nothing is called “${words}”. ${all}`;
  return exact.length > 1 ? `“${words}” may mean ${exact.length} things; all of them stand first. ${all}` : all;
};

const showResults = (words) => {
  const found = search()(words);
  const all = [...found.exact, ...found.others];
  const items = all.slice(0, SHOWN).map((number, position) => result(terms[number][0], position < found.exact.length ? "called" : "other"));
  const more = all.length > SHOWN ? [make("p", {}, `The first ${SHOWN} are shown.`)] : [];
  const near = found.near.length ? [make("p", {}, "Begins alike: ", ...parted(found.near.map((number) => link(terms[number][0])), ", "))] : [];
  const heading = make("h2", { tabindex: "-1", class: "unseen" }, `Results for “${words}”`); // the search box shows it
  show("results", `${words} – search`, heading, [heading, make("ol", {}, ...items), ...more, ...near]);
  say(counted(words, found));
};

// ── Which view, and what is said ──

const say = (text) => {
  status.textContent = text;
};

const show = (name, called, heading, content) => {
  document.body.dataset.view = name;
  list.hidden = name !== "list";
  view.hidden = name === "list";
  view.replaceChildren(...content);
  document.title = called ? `${called} – ${title}` : title;
  say("");
  showChosen();
  if (heading && document.activeElement !== query) {
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
};

let last = ""; // the entry to come back to
const showList = (place) => {
  show("list", "", null, []);
  query.value = "";
  const target = find(place || last);
  if (!target || document.activeElement === query) return;
  target.scrollIntoView({ block: place ? "start" : "center" });
  if (!place) target.querySelector("a").focus({ preventScroll: true });
};

const address = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; // a % that begins no letter
  }
};

const route = () => {
  clearTimeout(waiting);
  waiting = 0;
  const place = address();
  const [, what, words] = /^(search|compare)=(.*)$/su.exec(place) ?? [];
  if (what === "search") {
    if (query.value.trim() !== words) query.value = words;
    return showResults(words);
  }
  if (what === "compare") {
    const ids = [...new Set(words.split(","))];
    if (ids.length >= FEWEST && ids.length <= MOST && ids.every((id) => numbers.has(id))) return showComparison(ids);
    showList("");
    return say(`A comparison takes ${FEWEST} to ${MOST} different terms of this page.`);
  }
  if (!numbers.has(place)) {
    showList(place);
    return place && !find(place) ? say(`Nothing here has the address #${place}.`) : undefined;
  }
  last = place;
  return showEntry(place);
};

// ── Choosing what to compare ──

const showChosen = () => {
  const ids = [...chosen];
  const items = ids.map((id) => make("li", {}, nameOf(id), " ", make("button", { type: "button", "data-pick": id }, "Remove", aside(` ${nameOf(id)}`))));
  const go = ids.length < FEWEST ? "Choose one more." : compareLink(ids, `Compare these ${ids.length}`);
  tray.hidden = !ids.length || document.body.dataset.view === "compare";
  tray.replaceChildren(make("ul", {}, ...items), make("p", {}, go));
  for (const button of document.querySelectorAll(".pick")) button.setAttribute("aria-pressed", String(chosen.has(button.dataset.pick)));
};

const toggle = (id) => {
  if (!chosen.delete(id)) {
    if (chosen.size === MOST) return say(`${MOST} terms at most. Remove one first.`);
    chosen.add(id);
  }
  showChosen();
  return say(`${nameOf(id)} ${chosen.has(id) ? "is" : "is no longer"} to be compared: ${chosen.size} of ${MOST}.`);
};

// ── What the reader does ──

let waiting = 0;
const settle = () => {
  if (!waiting) return;
  clearTimeout(waiting);
  waiting = 0;
  history.replaceState(null, "", `#search=${encodeURIComponent(query.value.trim())}`);
};

query.addEventListener("input", () => {
  const words = query.value.trim();
  clearTimeout(waiting);
  waiting = 0;
  if (words) {
    if (document.body.dataset.view !== "results") history.pushState(null, "", `#search=${encodeURIComponent(words)}`);
    waiting = setTimeout(settle, PAUSE);
    showResults(words);
  } else if (document.body.dataset.view === "results") {
    history.replaceState(null, "", "#");
    showList("");
  }
});
query.addEventListener("change", settle); // the reader leaves for a result
query.addEventListener("focus", () => setTimeout(search), { once: true }); // ready before the first letter
query.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    event.preventDefault();
    query.value = "";
    query.dispatchEvent(new Event("input"));
  }
  if (event.key === "Enter" && document.body.dataset.view === "results") {
    settle();
    view.querySelector("ol a")?.click();
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target === query) return;
  event.preventDefault();
  query.focus();
  query.select();
});
document.addEventListener("click", (event) => {
  const picked = event.target.closest("[data-pick]");
  if (picked) toggle(picked.dataset.pick);
  else if (event.target.closest(".skip")) {
    event.preventDefault(); // it is no address to come back to
    find("page.main").focus();
  }
});
addEventListener("hashchange", route);
addEventListener("beforeprint", () => {
  for (const folded of view.querySelectorAll("details")) folded.open = true; // paper does not unfold
});

find("page.search").hidden = false;
document.documentElement.classList.add("alive");
if (location.hash) route();
