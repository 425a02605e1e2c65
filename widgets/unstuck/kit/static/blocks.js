// What a tool shows, block by block.

const BLOCKS = {
  finding: (b) => h("div", { class: `us-finding us-tone-${b.tone}` }, rich(b.text)),
  words: (b) => h("div", { class: "us-prose" }, rich(b.text)),
  heading: (b) => h("h4", null, inline(b.text)),
  figures: (b) => h("dl", { class: "us-figures" }, b.items.map((item) => h("div", null, h("dt", null, inline(item.label)), h("dd", null, inline(item.value), item.note ? h("span", { class: "us-note" }, inline(item.note)) : null)))),
  points: (b) => h(b.ordered ? "ol" : "ul", { class: "us-points" }, b.items.map((item) => h("li", null, inline(item)))),
  table: (b) => tableOf(b),
  chart: (b, ctx) => figure(b, ctx),
  cards: (b) => h("ul", { class: "us-cards" }, b.items.map((item) => h("li", { class: `us-card us-tone-${item.tone || "plain"}` },
    h("p", { class: "us-cardhead" }, item.badge ? h("span", { class: "us-badge" }, item.badge) : null, h("strong", null, inline(item.title))),
    item.text ? rich(item.text) : null,
    item.foot ? h("p", { class: "us-note" }, inline(item.foot), item.link ? [" ", h("a", { href: safe(item.link), target: "_blank", rel: "noopener noreferrer" }, item.linktext || "Read it")] : null) : null))),
  ask: (b, ctx) => h("div", { class: "us-ask", role: "group", "aria-label": bare(b.prompt) },
    h("p", { class: "us-label" }, inline(b.prompt)),
    h("div", { class: "us-moves" }, b.options.map((o) => h("button", { type: "button", class: "us-button us-move", key: o.value, onclick: () => { ctx.group = bare(b.prompt); o.set ? ctx.put(o.set) : ctx.move(b.field, o.value); } }, inline(o.label), o.note ? h("span", { class: "us-note" }, inline(o.note)) : null))),
    b.back && ctx.draft[b.field]?.length ? h("button", { type: "button", class: "us-button us-quiet", onclick: () => ctx.move(b.field, null) }, b.back) : null),
  talk: (b, ctx) => h("ol", { class: "us-talk", "aria-label": b.label, update: (list) => newest(list, ctx) }, b.lines.map((line, i) => h("li", { class: `us-line us-by-${line.side}`, key: `l${i}` },
    line.who && h("p", { class: "us-who" }, h("strong", null, inline(line.who)), line.note ? h("span", { class: "us-note" }, inline(line.note)) : null), rich(line.text)))),
  controls: (b, ctx) => h("div", { class: "us-placed" }, form(ctx, b.fields.map((told) => ({ ...ctx.spec.form.find((field) => field.name === told.name), ...told })), {})),
  job: (b, ctx) => h("div", { class: "us-job", role: "group", "aria-label": bare(ctx.progress === null ? b.label : b.running) },
    h("button", { type: "button", class: ctx.progress === null ? "us-button us-strong" : "us-button", key: `job-${b.which}`, onclick: () => ctx.job(ctx.progress === null ? `job:${b.which}` : "cancel") }, ctx.progress === null ? b.label : "Cancel"),
    ctx.progress === null ? null : h("progress", { max: "1", value: ctx.progress, "aria-label": bare(b.running) }),
    ctx.progress === null ? null : h("span", { class: "us-note" }, `${Math.round(100 * ctx.progress)} %`),
    b.note && ctx.progress === null ? h("p", { class: "us-note" }, inline(b.note)) : null),
  pacer: (b) => h("div", { own: true, class: "us-pacer", key: `pacer-${b.label}-${b.minutes}-${b.phases.map((p) => p.seconds).join("-")}`, ref: (node) => pacer(node, b) }),
  beside: (b, ctx) => h("div", { class: "us-beside" }, [b.main, b.side].map((column, i) => h("div", { key: `c${i}` }, column.map((inner) => block(inner, ctx))))),
  fold: (b, ctx) => h("details", { class: "us-fold", key: b.key || undefined }, h("summary", null, inline(b.summary)), b.inside.map((inner) => block(inner, ctx))),
};

/** After a move, what was said last is brought into view. */
function newest(list, ctx) {
  const last = list.lastElementChild;
  const said = last?.textContent;
  if (ctx.moved && said && list.__said !== said) last.scrollIntoView({ block: "nearest" });
  list.__said = said;
}

const safe = (url) => (/^https:\/\//.test(url) ? url : "#");

export function block(b, ctx) {
  return BLOCKS[b.is]?.(b, ctx) ?? null;
}
