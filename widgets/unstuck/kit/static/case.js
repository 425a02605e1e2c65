// The learner's own case: what is known of it is offered to a tool, and what is set here goes on.

const CASE = "own/case";
const usesKey = (link) => `own/uses/${link.key}`;
/** Where in a draft a fact goes: of a text to be marked, its text. */
const placeOf = (field) => (field.kind === "marks" ? [field.name, "text"] : [field.name]);
const filled = (value) => value !== undefined && value !== null && value !== "";

const BY_ROLE = { limit: ["reservation", "their_reservation"], aim: ["target", "their_target"] };

/** The fact that a field holds: the seller's and the buyer's fields go by the learner's role. */
function factOf(field, facts, draft) {
  const pair = BY_ROLE[field.case];
  return pair ? pair[field.party === (facts.role ?? draft?.role) ? 0 : 1] : field.case;
}

/** Which facts the case holds that this tool has a place for. */
function offered(link) {
  const facts = store.get(CASE) ?? {};
  const placed = link.spec.form.filter((f) => f.case).map((field) => ({ field, fact: factOf(field, facts, link.draft) }));
  return placed.map((one) => ({ ...one, value: facts[one.fact] })).filter((one) => filled(one.value));
}

/** Whether what is set here belongs to the case: asked, unless there is nothing to mix up. */
function follows(link) {
  return store.get(usesKey(link)) ?? (offered(link).length === 0 ? true : undefined);
}

/** Take the facts that a view tells into the case. */
export function passOn(link) {
  const told = link.view.facts;
  if (!told || !follows(link)) return;
  const facts = store.get(CASE) ?? {};
  if (store.get(usesKey(link)) === undefined) store.set(usesKey(link), true);
  const next = { ...facts, ...told };
  // A fact that this tool told before and tells no longer is withdrawn.
  for (const [name, value] of Object.entries(link.told ?? {})) if (!(name in told) && facts[name] === value) delete next[name];
  link.told = told;
  if (JSON.stringify(next) !== JSON.stringify(facts)) store.set(CASE, next);
}

const BEFORE = "own/before";

/** What a learner files as their case takes its place; taken back, the case is as it was before. */
export function fileAsCase(link) {
  const told = link.view.facts ?? {};
  const before = store.get(BEFORE) ?? null;
  const same = JSON.stringify(told) === JSON.stringify(link.told ?? told);
  link.told = told;
  if (!Object.keys(told).length) {
    if (before) store.set(CASE, before);
    if (before) store.set(BEFORE, null);
  } else if (!before || !same) {
    if (!before) store.set(BEFORE, store.get(CASE) ?? {});
    store.set(CASE, told);
  }
}

function fillIn(link) {
  store.set(usesKey(link), true);
  let draft = link.draft;
  for (const { field, value } of offered(link)) draft = setIn(draft, placeOf(field), value);
  link.g++;
  link.change(draft);
}

function factWords({ field, fact, value }, spec, sign) {
  const words = field.options?.find((o) => o.value === value)?.label ?? (field.kind === "quantity" && typeof value === "number" ? `${field.unit === "money" ? sign : ""}${shown(value, field)}${field.unit === "%" ? " %" : ""}` : String(value));
  return h("li", null, h("span", { class: "us-muted" }, `${spec.facts[fact]}: `), words.length > 90 ? words.slice(0, 88) + "\u2026" : words);
}

/** The line above the controls of a tool that is about the learner's own case. */
export function caseBar(link, again) {
  const { spec } = link;
  if (!spec.facts || !link.key || !link.awake) return null;
  const known = offered(link);
  const uses = follows(link);
  const title = store.get(CASE)?.title;
  const named = filled(title) ? [" \u201c", h("strong", null, String(title)), "\u201d"] : null;
  const leave = () => { store.set(usesKey(link), false); again(); };
  const button = (words, act, strong) => h("button", { type: "button", class: "us-button" + (strong ? " us-strong" : ""), onclick: act }, words);
  if (uses === undefined || (uses === false && known.length)) {
    return h("div", { class: "us-case", role: "group", "aria-label": "Your case" },
      h("p", null, uses === undefined ? "You have brought a case" : "This stands apart from your case", named, uses === undefined ? ". What you know of it so far:" : "."),
      uses === undefined ? h("ul", null, known.map((one) => factWords(one, spec, currency.get()))) : null,
      h("div", { class: "us-buttons" }, button("Use my case here", () => { fillIn(link); again(); }, uses === undefined), uses === undefined ? button("Leave it out", leave) : null));
  }
  const fresh = known.filter(({ field, value }) => link.draft && JSON.stringify(getIn(link.draft, placeOf(field))) !== JSON.stringify(value));
  const buttons = [
    fresh.length ? button("Fill in what I know", () => { fillIn(link); again(); }) : null,
    Object.keys(store.get(CASE) ?? {}).length ? button("Leave my case out", leave) : null,
  ].filter(Boolean);
  return h("div", { class: "us-case us-caseon", role: "group", "aria-label": "Your case" },
    h("p", { class: "us-note" }, named ? ["Your case", named, ". "] : null, "What you set here goes on to the later tools."),
    buttons.length ? h("div", { class: "us-buttons" }, buttons) : null);
}
