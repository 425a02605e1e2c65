// "Your work": what is kept, taking it along, bringing it back, erasing it; whose it is.

const place = () => document.body.dataset.unstuckPlace || "";

function whereKept() {
  if (store.trouble) return store.trouble;
  if (place() === "binder") return "Your work is kept in this browser only. On Binder each visit may get a new address, where this browser will not find it again: save it to a file before you leave.";
  return "Your work is kept in this browser, on this device, and nowhere else: there is no account, and no server stores it. Another browser, or a private window, will not find it.";
}

function whenLast() {
  const t = store.latest();
  return t ? new Date(t).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" }) : "";
}

/** The panel itself; `again` redraws it, `said` is what the last action has to say. */
export function workPanel(state, again) {
  const count = store.work().length;
  const say = (text, bad) => { state.said = text; state.bad = bad; again(); };
  const take = async (event) => {
    const file = event.target.files[0];
    event.target.value = "";
    if (!file) return;
    if (file.size > LARGEST) return say(store.imported(" ".repeat(LARGEST + 1)).says, true);
    const told = store.imported(await file.text());
    say(told.says, !told.ok);
  };
  const input = uid("us-import");
  return h("div", { class: "us-work" },
    h("p", null, whereKept()),
    h("p", { class: "us-muted" }, count ? `Kept now: ${plural(count, "piece")} of work, last changed ${whenLast()}.` : "Nothing is kept yet. It begins with your first change."),
    h("div", { class: "us-buttons" },
      h("button", { type: "button", class: "us-button us-strong", disabled: !count, onclick: () => { download("unstuck-work.json", store.exported(), "application/json"); say("Saved as unstuck-work.json, in your downloads."); } }, "Save to a file"),
      h("label", { class: "us-button us-file", for: state.id ??= input }, "Bring back a file",
        h("input", { type: "file", id: state.id, accept: ".json,application/json", class: "us-hidden", onchange: take })),
      h("button", { type: "button", class: "us-button us-danger", disabled: !count, "aria-expanded": String(!!state.sure), onclick: () => { state.sure = !state.sure; state.said = ""; again(); } }, "Start afresh")),
    state.sure && count ? h("div", { class: "us-sure", role: "group", "aria-label": "Erase everything?" },
      h("p", null, "This erases every answer and every number you entered in this course, in this browser. Save a file first if you may want them back."),
      h("div", { class: "us-buttons" },
        h("button", { type: "button", class: "us-button us-danger", onclick: () => { store.erase(); state.sure = false; say("Erased. The course is as new."); } }, "Erase everything"),
        h("button", { type: "button", class: "us-button", onclick: () => { state.sure = false; again(); } }, "Keep it"))) : null,
    h("p", { role: "status", class: state.bad ? "us-problem" : "us-said" }, state.said || ""));
}

/** Draw the panel into an element and keep it current; gives a function that lets go. */
export function mountWork(el) {
  const state = {};
  const again = () => patch(el, [workPanel(state, again)]);
  again();
  return onStore(again);
}

/** The panel as a dialog of its own; focus goes back where it was. */
export function openWork() {
  const dialog = document.createElement("dialog");
  dialog.className = "us-dialog unstuck";
  dialog.setAttribute("aria-label", "Your work");
  const body = document.createElement("div");
  const close = h("button", { type: "button", class: "us-button", onclick: () => dialog.close() }, "Close");
  document.body.append(dialog);
  patch(dialog, [h("h2", null, "Your work"), h("div", { own: true, ref: (node) => node.append(body) }), h("div", { class: "us-buttons us-end" }, close)]);
  const letGo = mountWork(body);
  const back = document.activeElement;
  dialog.addEventListener("close", () => { letGo(); dialog.remove(); back?.focus?.(); });
  dialog.showModal();
}

/** On a page's first showing in a tab: work of an earlier visit is announced, and whose it is asked. */
export function greetReturner(el) {
  const seen = attempt(() => sessionStorage.getItem(PREFIX + "greeted"), () => "1");
  attempt(() => sessionStorage.setItem(PREFIX + "greeted", "1"), () => {});
  if (store.trouble) return void patch(el, [h("p", { class: "us-greeting", role: "status" }, store.trouble)]);
  if (seen || !store.work().length) return;
  const state = {};
  const draw = () => patch(el, state.done ? [] : [h("div", { class: "us-greeting", role: "region", "aria-label": "Work found in this browser" },
    h("p", null, `This browser holds work in this course, last changed ${whenLast()}. Is it yours?`),
    h("div", { class: "us-buttons" },
      h("button", { type: "button", class: "us-button us-strong", onclick: () => { state.done = true; draw(); } }, "Yes, carry on"),
      h("button", { type: "button", class: "us-button", onclick: () => { state.done = true; draw(); openWork(); } }, "No, or I want to start afresh")))]);
  draw();
}
