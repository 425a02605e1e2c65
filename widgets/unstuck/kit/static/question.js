// A question: an answer, how sure you are of it, and only then what there is to say.

function answerControl(ctx, item, done) {
  const name = `${ctx.id}-answer`;
  const answer = ctx.draft.answer;
  const set = ctx.answer;
  const option = (type, value, text, on, pick) => h("label", { class: "us-radio us-option" + (on ? " us-on" : ""), key: `o${value}` },
    h("input", { type, name, id: `${name}-${value}`, checked: on, disabled: done, onchange: pick }), h("span", null, inline(text)));
  if (item.kind === "single") return item.choices.map((c) => option("radio", c.id, c.text, answer === c.id, () => set(c.id)));
  if (item.kind === "truefalse") return [["True", true], ["False", false]].map(([text, value]) => option("radio", String(value), text, answer === value, () => set(value)));
  if (item.kind === "several") {
    const ticked = Array.isArray(answer) ? answer : [];
    return item.choices.map((c) => option("checkbox", c.id, c.text, ticked.includes(c.id), (e) => set(e.target.checked ? [...ticked, c.id].sort((a, b) => a - b) : ticked.filter((x) => x !== c.id))));
  }
  if (item.kind === "number") {
    const sign = item.unit === "money" ? item.currency : "";
    return h("div", { class: "us-quantity" }, h("label", { class: "us-label", for: name }, "Your answer"),
      h("span", { class: "us-field" }, sign ? h("span", { class: "us-affix" }, sign) : null,
        h("input", { type: "text", inputmode: "decimal", autocomplete: "off", id: name, class: "us-number", maxlength: 40, readOnly: done, value: answer ?? "", oninput: (e) => set(e.target.value) }),
        item.unit && item.unit !== "money" ? h("span", { class: "us-affix" }, item.unit) : null));
  }
  if (item.kind === "reflection") {
    return h("div", null, h("label", { class: "us-label", for: name }, "Your words"),
      h("textarea", { id: name, class: "us-words", rows: 4, maxlength: item.longest, readOnly: done, value: answer ?? "", oninput: (e) => set(e.target.value) }));
  }
  if (item.kind === "matching") {
    const chosen = Array.isArray(answer) ? answer : item.left.map(() => null);
    return h("div", { class: "us-match" }, item.left.map((side, i) => h("div", { key: `m${i}` },
      h("label", { class: "us-label", for: `${name}-${i}` }, inline(side.text)),
      h("select", { id: `${name}-${i}`, class: "us-select", disabled: done, value: chosen[i] ?? "", onchange: (e) => set(chosen.map((x, j) => (j === i ? (e.target.value === "" ? null : Number(e.target.value)) : x))) },
        h("option", { value: "" }, "Choose\u2026"), item.right.map((r) => h("option", { value: r.id }, bare(r.text)))))));
  }
  const order = Array.isArray(answer) ? answer : item.items.map((x) => x.id);
  const move = (i, by) => {
    const next = [...order];
    next.splice(i + by, 0, ...next.splice(i, 1));
    ctx.focusAfter = `${name}-${i + by}-${by < 0 ? "up" : "down"}`;
    set(next);
  };
  return h("ol", { class: "us-order" }, order.map((n, i) => h("li", { key: `i${n}` }, h("span", null, inline(item.items[n].text)),
    done ? null : h("span", { class: "us-rowtools" },
      h("button", { type: "button", class: "us-icon", id: `${name}-${i}-up`, disabled: i === 0, "aria-label": `Move up: ${bare(item.items[n].text)}`, onclick: () => move(i, -1) }, "\u2191"),
      h("button", { type: "button", class: "us-icon", id: `${name}-${i}-down`, disabled: i === order.length - 1, "aria-label": `Move down: ${bare(item.items[n].text)}`, onclick: () => move(i, 1) }, "\u2193")))));
}

function feedback(grade) {
  const word = (m) => (m.right ? (m.chosen ? "Right, and you chose it" : "Right, and you did not choose it") : m.chosen ? "Not right, and you chose it" : "Not right");
  const single = grade.messages.length === 1;
  return h("div", { class: "us-feedback" },
    h("ul", { class: "us-cards" }, grade.messages.map((m) => h("li", { class: `us-card us-tone-${m.right ? "good" : m.chosen ? "bad" : "plain"}` + (m.chosen || m.right ? "" : " us-faint") },
      h("p", { class: "us-cardhead" }, single ? null : h("span", { class: "us-badge" }, word(m)), h("strong", null, inline(m.label)), m.key ? [" \u2192 ", inline(m.key)] : null),
      rich(m.text)))),
    grade.worked ? h("details", { class: "us-fold", open: grade.score === null || !grade.right }, h("summary", null, grade.score === null ? "One answer to hold yours against" : "Worked answer"), rich(grade.worked)) : null);
}

export function renderQuestion({ model, el }) {
  const id = uid("us-question");
  const link = new Link(model, () => draw());
  let timer, focusVerdict = false;
  const ctx = {
    id,
    get draft() { return link.draft; },
    answer(value) {
      clearTimeout(timer);
      if (typeof value === "string") {
        link.draft = { ...link.draft, answer: value };
        link.unsent = true;
        timer = setTimeout(() => link.change(link.draft), 300);
      } else link.change({ ...link.draft, answer: value });
      draw();
    },
  };
  const check = (sure) => {
    clearTimeout(timer);
    const item = link.view.item;
    const answer = item.kind === "ordering" && !Array.isArray(link.draft.answer) ? item.items.map((x) => x.id) : link.draft.answer;
    focusVerdict = true;
    link.change({ ...link.draft, answer, sure });
  };

  function draw() {
    const { view, spec } = link;
    const ready = link.awake && link.draft;
    const item = view.item;
    const done = ready && !!view.grade;
    const open = item?.kind === "reflection";
    patch(el, [h("div", { class: "unstuck us-tool us-question", role: "group", "aria-labelledby": `${id}-prompt`, "aria-busy": ready ? null : "true" },
      !ready ? h("p", { class: "us-muted", id: `${id}-prompt` }, "Getting ready\u2026") : [
        h("div", { class: "us-prompt", id: `${id}-prompt` }, rich(item.prompt)),
        h("div", { class: "us-answers", role: "group", "aria-labelledby": `${id}-prompt`, key: `a${link.draft.seed}` }, answerControl(ctx, item, done)),
        h("div", { class: "us-alert", role: "alert" }, view.problem ? h("p", { class: "us-problem" }, view.problem) : null),
        done ? null : item.hint ? h("details", { class: "us-fold", key: `h${link.draft.seed}` }, h("summary", null, "A hint"), rich(item.hint)) : null,
        done ? null : open
          ? h("div", { class: "us-buttons" }, h("button", { type: "button", class: "us-button us-strong", onclick: () => check(1) }, "Show an answer to compare"))
          : h("div", { class: "us-sureness", role: "group", "aria-label": "How sure are you? Choosing shows the answer." },
            h("p", { class: "us-label" }, "How sure are you? Choosing shows the answer."),
            h("div", { class: "us-buttons" }, Object.entries(spec.sureness).map(([n, text]) => h("button", { type: "button", class: "us-button", onclick: () => check(Number(n)) }, text)))),
        done ? [
          h("p", { class: `us-verdict us-tone-${view.grade.score === null ? "open" : view.grade.right ? "good" : "bad"}`, tabindex: "-1", id: `${id}-verdict` },
            inline(view.grade.summary), view.grade.score === null ? null : h("span", { class: "us-note" }, ` You were: ${spec.sureness[link.draft.sure].toLowerCase()}.`)),
          feedback(view.grade),
          h("div", { class: "us-buttons" }, h("button", { type: "button", class: "us-button", onclick: () => link.act("again") }, "Try it again")),
        ] : null,
      ],
      h("p", { class: "us-hidden", role: "status" }, done ? bare(view.grade.summary) : ""))]);
    if (done && focusVerdict) {
      focusVerdict = false;
      document.getElementById(`${id}-verdict`)?.focus();
    } else if (view.problem) focusVerdict = false;
    if (ctx.focusAfter) {
      const target = document.getElementById(ctx.focusAfter);
      (target?.disabled ? target.parentElement.querySelector("button:not([disabled])") : target)?.focus();
      ctx.focusAfter = null;
    }
  }
  draw();
  queue(async () => { await link.open(); draw(); });
  return () => { clearTimeout(timer); link.close(); release(el); };
}
