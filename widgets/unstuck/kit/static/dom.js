// A small way from a description to the page: h() describes, patch() makes the page so.
// Text is only ever text: nothing a person typed is read as HTML.

export function h(tag, props, ...kids) {
  const list = kids.flat(Infinity).filter((k) => k !== null && k !== undefined && k !== false && k !== "");
  return { tag, props: props || {}, kids: list.map((k) => (typeof k === "object" ? k : String(k))) };
}

const svgTags = new Set(["svg", "path", "circle", "rect", "g", "line"]);
const focusable = new Set(["input", "button", "select", "textarea", "summary", "a"]);
const asProperty = new Set(["value", "checked", "disabled", "readOnly", "selected", "open", "htmlFor", "indeterminate"]);

function create(vnode) {
  if (typeof vnode === "string") return document.createTextNode(vnode);
  const node = svgTags.has(vnode.tag)
    ? document.createElementNS("http://www.w3.org/2000/svg", vnode.tag)
    : document.createElement(vnode.tag);
  node.__v = { tag: vnode.tag, props: {}, kids: [] };
  // JupyterLab would take arrow keys and letters for itself: on what can have the focus it must not.
  if (focusable.has(vnode.tag) || "tabindex" in vnode.props) node.setAttribute("data-lm-suppress-shortcuts", "true");
  dress(node, vnode);
  if (!vnode.props.own) patch(node, vnode.kids);
  if (vnode.tag === "select" && "value" in vnode.props) node.value = vnode.props.value;
  vnode.props.ref?.(node);
  return node;
}

function dress(node, vnode) {
  const before = node.__v.props;
  const now = vnode.props;
  for (const name in before) if (!(name in now)) setProp(node, name, undefined, before[name]);
  for (const name in now) {
    if (name === "value" && vnode.tag !== "option") continue;
    if (before[name] !== now[name]) setProp(node, name, now[name], before[name]);
  }
  // A field that somebody is typing in keeps what they typed.
  if ("value" in now && vnode.tag !== "option" && vnode.tag !== "select") {
    const typing = node === document.activeElement && node.type !== "range" && !now.force;
    if (!typing && node.value !== String(now.value)) node.value = now.value;
  }
  node.__v = { tag: vnode.tag, key: now.key, props: now };
}

function setProp(node, name, value, before) {
  if (name === "key" || name === "ref" || name === "own" || name === "force" || name === "update") return;
  if (name.startsWith("on")) {
    const type = name.slice(2).toLowerCase();
    if (!node.__on) node.__on = {};
    if (!node.__on[type]) node.addEventListener(type, (event) => node.__on[type].call?.(node, event));
    node.__on[type] = value || (() => {});
  } else if (asProperty.has(name)) {
    node[name] = value ?? false;
  } else if (value === undefined || value === null || value === false) {
    node.removeAttribute(name === "class" ? "class" : name);
  } else {
    node.setAttribute(name, value === true ? "" : value);
  }
}

const sameKind = (node, vnode) =>
  typeof vnode === "string"
    ? node.nodeType === 3
    : node.nodeType === 1 && node.__v && node.__v.tag === vnode.tag && node.__v.key === vnode.props.key;

/** Make the children of `parent` be what `vnodes` describe, touching as little as can be. */
export function patch(parent, vnodes) {
  const focused = document.activeElement;
  const left = [...parent.childNodes];
  let at = parent.firstChild;
  for (const vnode of vnodes) {
    let found = at && sameKind(at, vnode) ? at : left.find((n) => n.parentNode === parent && !n.__used && sameKind(n, vnode));
    if (found && found.__used) found = undefined;
    if (found) {
      if (found.nodeType === 3) {
        if (found.data !== vnode) found.data = vnode;
      } else {
        dress(found, vnode);
        if (!vnode.props.own) patch(found, vnode.kids);
        if (vnode.tag === "select" && "value" in vnode.props) found.value = vnode.props.value;
        vnode.props.update?.(found);
      }
    } else {
      found = create(vnode);
    }
    found.__used = true;
    if (found !== at) parent.insertBefore(found, at);
    else at = at.nextSibling;
  }
  for (const node of left) if (!node.__used && node.parentNode === parent) remove(node);
  for (const node of parent.childNodes) node.__used = false;
  if (focused && focused !== document.activeElement && focused.isConnected && parent.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

function remove(node) {
  release(node);
  node.remove();
}

/** Let go of what the elements below hold (charts, observers). */
export function release(node) {
  node.__release?.();
  for (const kid of node.childNodes || []) release(kid);
}

let count = 0;
export const uid = (stem = "us") => `${stem}-${++count}`;

/** Sentences with **bold**, *italic* and [links](…) as vnodes; a backslash makes the next sign plain. */
export function rich(text) {
  const paragraphs = String(text ?? "").split(/\n\s*\n/);
  return paragraphs.map((p) => h("p", null, inline(p)));
}

export function inline(text) {
  const out = [];
  let plain = "";
  const flush = () => { if (plain) out.push(plain); plain = ""; };
  let rest = String(text ?? "");
  while (rest) {
    let hit;
    if (rest[0] === "\\" && rest.length > 1) {
      plain += rest[1];
      rest = rest.slice(2);
    } else if ((hit = /^\*\*((?:\\.|[^\\*])+)\*\*/.exec(rest))) {
      flush();
      out.push(h("strong", null, inline(hit[1])));
      rest = rest.slice(hit[0].length);
    } else if ((hit = /^\*((?:\\.|[^\\*])+)\*/.exec(rest))) {
      flush();
      out.push(h("em", null, inline(hit[1])));
      rest = rest.slice(hit[0].length);
    } else if ((hit = /^\[((?:\\.|[^\\\]])+)\]\(((?:https:\/\/|#|\.{0,2}\/(?![\/\\])|[\w-]+\.)[^\s)]*)\)/.exec(rest))) {
      flush();
      const away = hit[2].startsWith("https://");
      out.push(h("a", { href: hit[2], rel: away ? "noopener noreferrer" : null, target: away ? "_blank" : null }, inline(hit[1])));
      rest = rest.slice(hit[0].length);
    } else if (rest[0] === "\n") {
      plain += " ";
      rest = rest.slice(1);
    } else {
      plain += rest[0];
      rest = rest.slice(1);
    }
  }
  flush();
  return out;
}

/** The same words without their marks, for titles and announcements. */
export const bare = (text) => String(text ?? "").replace(/\\(.)|\*+|\[([^\]]+)\]\([^)]*\)/g, (_, kept, label) => kept ?? label ?? "");

export function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

export const plural = (n, one, many = one + "s") => `${n} ${n === 1 ? one : many}`;
