// Controls: a label, a slider, a field that takes numbers as people write them; rows of them.
// A control is no widget of its own: it is drawn from the tool's form and the draft.

const tidy = (x) => Number(Number(x).toPrecision(12));
const decimalsOf = (step) => Math.min(6, (String(step).split(".")[1] || "").length);

export function shown(value, field) {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  const places = Math.max(decimalsOf(tidy(field.step * field.scale)), 2);
  const text = new Intl.NumberFormat("en-US", { maximumFractionDigits: places }).format(tidy(value * field.scale));
  return text.replace("-", "\u2212");
}

export const getIn = (draft, path) => path.reduce((value, name) => value?.[name], draft);
export function setIn(draft, path, value) {
  if (!path.length) return value;
  const [name, ...rest] = path;
  const copy = Array.isArray(draft) ? [...draft] : { ...draft };
  copy[name] = setIn(copy[name], rest, value);
  return copy;
}

const idOf = (ctx, path) => `${ctx.id}-${path.join("-")}`;
const affixes = (field, ctx) => {
  if (field.unit === "money") return [ctx.currency(), ""];
  if (field.unit === "%") return ["", "%"];
  return ["", field.unit];
};

function helped(field, id) {
  return field.help ? h("p", { class: "us-help", id: `${id}-help` }, inline(field.help)) : null;
}

/** How many times its usual length a slider has; while one is in use, none changes its length. */
function stretch(ctx, field) {
  const need = (fields, at) => Math.max(1, ...fields.flatMap((f) => (f.kind === "rows" ? (at?.[f.name] || []).map((row) => need(f.item, row))
    : f.most && typeof at?.[f.name] === "number" ? [10 ** Math.ceil(Math.log10(Math.abs(at[f.name]) / f.high || 1) - 1e-9)] : [])));
  if (!ctx.stretch || document.activeElement?.type !== "range") ctx.stretch = need(ctx.spec.form, ctx.draft);
  return field.most ? Math.min(ctx.stretch, field.most / field.high) : 1;
}

function quantityControl(ctx, given, path, siblings) {
  const id = idOf(ctx, path);
  const times = stretch(ctx, given);
  const side = ["seller", "buyer"].includes(given.party) ? (given.party === ctx.draft.role ? "you" : "them") : given.party;
  const field = { ...given, low: given.low * times, high: given.high * times, step: given.step * times, party: side };
  const value = getIn(ctx.draft, path);
  const [before, after] = affixes(field, ctx);
  const known = typeof value === "number" ? value : null;
  const spare = siblings ? tidy(1 - siblings.reduce((sum, x) => sum + (typeof x === "number" ? x : 0), 0)) : field.high;
  const high = Math.max(field.low, Math.min(field.high, spare));
  const typing = ctx.typing?.id === id ? ctx.typing.text : null;
  const reading = typing !== null && known !== null && typing.trim() !== shown(known, field) ? `= ${before}${shown(known, field)}${after ? " " + after : ""}` : "";
  const spoken = known === null ? "not a number yet" : `${before}${shown(known, field)}${after ? " " + after : ""}`;
  const slide = (event) => ctx.change(path, tidy(Number(event.target.value) / field.scale));
  const type = (event) => ctx.type(id, path, event.target.value);
  return h("div", { class: "us-quantity" + (field.party ? ` us-${field.party}` : ""), key: id },
    h("label", { class: "us-label", for: id }, inline(field.label)),
    h("div", { class: "us-pair" },
      h("input", { type: "range", id: `${id}-slider`, class: "us-slider", "aria-label": `${bare(field.label)}, slider`, "aria-valuetext": spoken,
        min: tidy(field.low * field.scale), max: tidy(high * field.scale), step: tidy(field.step * field.scale),
        value: known === null ? tidy(field.low * field.scale) : tidy(known * field.scale), oninput: slide, onpointerdown: ctx.begin, onkeydown: ctx.beginKey, onfocus: ctx.begin }),
      h("span", { class: "us-field" },
        before ? h("span", { class: "us-affix", "aria-hidden": "true" }, before) : null,
        h("input", { type: "text", id, class: "us-number", inputmode: "decimal", autocomplete: "off", maxlength: 40, size: 8,
          "aria-describedby": [field.help && `${id}-help`, `${id}-reading`].filter(Boolean).join(" "), value: shown(value, field), force: ctx.forced === id,
          oninput: type, onfocus: ctx.begin, onblur: (e) => ctx.commit(id, path, e.target.value), onkeydown: (e) => { if (e.key === "Enter") { e.preventDefault(); ctx.commit(id, path, e.target.value, true); } } }),
        after ? h("span", { class: "us-affix" }, after) : null)),
    h("span", { class: "us-reading", id: `${id}-reading` }, reading),
    helped(field, id));
}

function restControl(ctx, field, path) {
  const id = idOf(ctx, path);
  return h("div", { class: "us-quantity us-rest", key: id },
    h("span", { class: "us-label" }, inline(field.label)),
    h("output", { class: "us-given", id }, `${shown(getIn(ctx.draft, path), field)} %`, h("span", { class: "us-muted" }, " what the others leave")));
}

function choiceControl(ctx, field, path) {
  const id = idOf(ctx, path);
  const value = getIn(ctx.draft, path);
  const pick = (chosen) => { ctx.begin(); ctx.change(path, chosen); };
  if (field.look === "select") {
    return h("div", { class: "us-choice", key: id },
      h("label", { class: "us-label", for: id }, inline(field.label)),
      h("select", { id, class: "us-select", value, "aria-describedby": field.help ? `${id}-help` : null, onchange: (e) => pick(e.target.value) },
        field.options.map((o) => h("option", { value: o.value, selected: o.value === value }, bare(o.label)))),
      helped(field, id));
  }
  return h("fieldset", { class: "us-choice", key: id },
    h("legend", { class: "us-label" }, inline(field.label)),
    h("div", { class: "us-radios" }, field.options.map((o) =>
      h("label", { class: "us-radio" + (o.value === value ? " us-on" : ""), key: o.value },
        h("input", { type: "radio", name: id, id: `${id}-${o.value}`, checked: o.value === value, onchange: () => pick(o.value) }),
        h("span", null, inline(o.label))))),
    helped(field, id));
}

function textControl(ctx, field, path) {
  const id = idOf(ctx, path);
  return h("div", { class: "us-text", key: id },
    h("label", { class: "us-label", for: id }, inline(field.label)),
    h(field.long ? "textarea" : "input", { id, class: "us-words", type: field.long ? null : "text", rows: field.long ? 4 : null, maxlength: field.limit, autocomplete: "off",
      "aria-describedby": field.help ? `${id}-help` : null, value: getIn(ctx.draft, path) ?? "", onfocus: ctx.begin, oninput: (e) => ctx.type(id, path, e.target.value), onblur: (e) => ctx.commit(id, path, e.target.value) }),
    helped(field, id));
}

function flagControl(ctx, field, path) {
  const id = idOf(ctx, path);
  return h("div", { class: "us-flag", key: id },
    h("label", { class: "us-radio" }, h("input", { type: "checkbox", id, checked: !!getIn(ctx.draft, path), onchange: (e) => { ctx.begin(); ctx.change(path, e.target.checked); } }), h("span", null, inline(field.label))),
    helped(field, id));
}

function rowsControl(ctx, field, path) {
  const id = idOf(ctx, path);
  const list = getIn(ctx.draft, path) || [];
  const put = (next, focus) => { ctx.begin(); ctx.focusAfter = focus; ctx.change(path, next); };
  const first = field.item[0].name;
  const move = (i, by) => {
    const next = [...list];
    next.splice(i + by, 0, ...next.splice(i, 1));
    put(next, `${id}-${i + by}-${by < 0 ? "up" : "down"}`);
  };
  const small = field.item.every((f) => f.kind === "quantity") && field.item.length <= 3;
  const row = (entry, i) => {
    const called = entry.name || `${field.noun[0].toUpperCase()}${field.noun.slice(1)} ${i + 1}`;
    const button = (what, sign, words, off, act) => h("button", { type: "button", class: "us-icon", id: `${id}-${i}-${what}`, "aria-label": `${words} ${called}`, title: `${words} ${called}`, disabled: off, onclick: act }, sign);
    return h("fieldset", { class: small ? "us-row us-small" : "us-row", key: `${id}-${i}` },
      h("legend", null, h("span", { class: "us-rowname" }, called)),
      h("div", { class: "us-rowtools" },
        button("up", "\u2191", "Move up:", i === 0, () => move(i, -1)),
        button("down", "\u2193", "Move down:", i === list.length - 1, () => move(i, 1)),
        button("remove", "\u00d7", "Remove", list.length <= field.least, () => put(list.filter((_, j) => j !== i), `${id}-add`))),
      h("div", { class: "us-rowfields" }, field.item.map((f) => {
        const rest = f.rest ? list.slice(0, -1).filter((_, j) => j !== i).map((other) => other[f.name]) : null;
        if (f.rest && i === list.length - 1) return restControl(ctx, f, [...path, i, f.name]);
        return control(ctx, f, [...path, i, f.name], entry, rest);
      })));
  };
  return h("div", { class: "us-rows", key: id, role: "group", "aria-label": bare(field.label) },
    h("p", { class: "us-label us-rowstitle" }, inline(field.label)), helped(field, id),
    list.map(row),
    h("button", { type: "button", id: `${id}-add`, class: "us-button us-add", disabled: list.length >= field.most,
      onclick: () => put([...list, structuredClone(field.fresh)], `${id}-${list.length}-${first}`) },
    list.length >= field.most ? `${field.most} at the most` : `Add another ${field.noun}`));
}

/** A text sentence by sentence, each with a choice of what it is. */
function marksControl(ctx, field, path) {
  const id = idOf(ctx, path);
  const value = getIn(ctx.draft, path) || { text: "", parts: [], marks: [] };
  const label = (mark) => bare(field.options.find((o) => o.value === mark)?.label ?? "");
  const pick = (i, mark) => { ctx.begin(); ctx.change([...path, "marks"], value.marks.map((m, j) => (j === i ? mark : m))); };
  return h("div", { class: "us-marks", key: id, role: "group", "aria-label": bare(field.label) },
    field.fixed ? h("p", { class: "us-label" }, inline(field.label)) : [
      h("label", { class: "us-label", for: id }, inline(field.label)),
      h("textarea", { id, class: "us-words", rows: 6, maxlength: field.limit, autocomplete: "off", "aria-describedby": field.help ? `${id}-help` : null, value: value.text,
        onfocus: ctx.begin, oninput: (e) => ctx.type(id, [...path, "text"], e.target.value), onblur: (e) => ctx.commit(id, [...path, "text"], e.target.value) })],
    helped(field, id),
    value.parts.length ? h("ol", { class: "us-sentences" }, value.parts.map((part, i) => h("li", { key: `p${i}`, class: value.marks[i] ? "us-marked" : null },
      h("span", { id: `${id}-s${i}` }, part),
      h("select", { class: "us-select", id: `${id}-m${i}`, "aria-label": `Mark sentence ${i + 1}`, "aria-describedby": `${id}-s${i}`, title: label(value.marks[i]), value: value.marks[i] ?? "", onchange: (e) => pick(i, e.target.value) },
        field.options.some((o) => o.value === "") ? null : h("option", { value: "", selected: !value.marks[i] }, "Not marked"),
        field.options.map((o) => h("option", { value: o.value, selected: o.value === (value.marks[i] ?? "") }, bare(o.label))))))) : null);
}

function momentControl(ctx, field, path) {
  const id = idOf(ctx, path);
  return h("div", { class: "us-text", key: id },
    h("label", { class: "us-label", for: id }, inline(field.label)),
    h("input", { id, type: "datetime-local", class: "us-words", "aria-describedby": field.help ? `${id}-help` : null, value: getIn(ctx.draft, path) ?? "", force: true,
      onfocus: ctx.begin, onchange: (e) => ctx.change(path, e.target.value.slice(0, 16)) }),
    helped(field, id));
}

const deviceZone = () => attempt(() => Intl.DateTimeFormat().resolvedOptions().timeZone, () => "UTC") || "UTC";
const allZones = () => attempt(() => Intl.supportedValuesOf("timeZone"), () => ["UTC"]);

function zoneControl(ctx, field, path) {
  const id = idOf(ctx, path);
  const value = getIn(ctx.draft, path) || deviceZone();
  const zones = [...new Set([value, deviceZone(), "UTC", ...allZones()])];
  return h("div", { class: "us-text", key: id },
    h("label", { class: "us-label", for: id }, inline(field.label)),
    h("select", { id, class: "us-select", value, "aria-describedby": field.help ? `${id}-help` : null, onchange: (e) => { ctx.begin(); ctx.change(path, e.target.value); } },
      zones.map((zone) => h("option", { value: zone, selected: zone === value }, zone.replaceAll("_", " ")))),
    helped(field, id));
}

/** A draft whose time zones, left open so far, are the device's. */
export function withZones(fields, draft) {
  for (const field of fields) if (field.kind === "zone" && draft && !draft[field.name]) draft = { ...draft, [field.name]: deviceZone() };
  return draft;
}

/** What the browser keeps under the keys that a field asks for. */
export function gather(fields, draft) {
  for (const field of fields ?? []) {
    if (field.kind !== "gathered") continue;
    const keys = store.keys().filter((key) => field.prefixes.some((prefix) => key.startsWith(prefix)));
    draft = { ...draft, [field.name]: Object.fromEntries(keys.map((key) => [key, store.get(key)])) };
  }
  return draft;
}

/** Something to read among the fields. */
function noteControl(ctx, field, path) {
  return h("div", { class: "us-prose us-told", key: idOf(ctx, path) }, rich(field.label));
}

const CONTROLS = { note: noteControl, quantity: quantityControl, choice: choiceControl, text: textControl, flag: flagControl, rows: rowsControl, marks: marksControl, moment: momentControl, zone: zoneControl, moves: () => null, gathered: () => null };

function control(ctx, field, path, around, extra) {
  if (field.when && !field.when.is.includes(around[field.when.field])) return null;
  return CONTROLS[field.kind](ctx, field, path, extra);
}

/** The whole form, its sections as groups with a name. */
export function form(ctx, fields, shut = ctx.shut) {
  const sections = [];
  for (const field of fields) {
    const last = sections[sections.length - 1];
    if (last && last.name === field.section) last.fields.push(field);
    else sections.push({ name: field.section, fields: [field] });
  }
  return sections.map((section, i) => {
    const inside = section.fields.map((field) => control(ctx, field, [field.name], ctx.draft, null)).filter(Boolean);
    if (!inside.length) return null;
    const opens = shut?.[section.name];
    if (opens === "") return null;
    if (opens) return h("div", { class: "us-section us-shut", key: `s${i}` }, h("p", { class: "us-shutname" }, inline(section.name)), h("p", { class: "us-note" }, inline(opens)));
    if (!section.name) return h("div", { class: "us-section", key: `s${i}` }, inside);
    return h("fieldset", { class: "us-section", key: `s${i}` }, h("legend", null, inline(section.name)), inside);
  });
}
