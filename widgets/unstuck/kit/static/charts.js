// Live charts: one Vega bundle for the page, a view kept for each picture, fed with data.

let bundle;
function vega(context) {
  bundle ??= (async () => {
    const link = document.querySelector("link[data-unstuck-vega]");
    if (link) return (await import(link.href)).default;
    const told = await context.fromKernel(context.model, "vega");
    return (await import(URL.createObjectURL(new Blob([told.text], { type: "text/javascript" })))).default;
  })();
  return bundle;
}

const style = (name) => getComputedStyle(document.body).getPropertyValue(`--us-${name}`).trim();
const COLOURS = ["you", "them", "zone", "gap", "ink", "muted", "line", "surface"];
const themed = () => Object.fromEntries(COLOURS.map((name) => [name, style(name)]));

const alive = new Set();
new MutationObserver(() => { for (const chart of alive) chart.draw(true); })
  .observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });

class LiveChart {
  constructor(el, context) {
    this.el = el;
    this.context = context;
    this.seq = 0;
    this.width = 0;
    alive.add(this);
    this.watch = new ResizeObserver(() => {
      const width = Math.floor(el.clientWidth);
      if (width && width !== this.width) this.resize(width);
    });
    this.watch.observe(el);
    el.__release = () => this.close();
  }
  show(block, spec) {
    this.block = block;
    this.spec = spec;
    return this.draw(false);
  }
  /** Bring the picture up to date; calls that come while one runs are folded into one more. */
  async draw(anew) {
    if (!this.block) return;
    this.anew ||= anew;
    if (this.busy) { this.more = true; return; }
    this.busy = true;
    try {
      do {
        this.more = false;
        await this.once();
      } while (this.more && !this.closed);
    } finally {
      this.busy = false;
    }
  }
  async once() {
    const embed = await vega(this.context);
    if (this.closed) return;
    if (!this.view || this.anew) {
      this.anew = false;
      this.view?.finalize();
      this.width = Math.floor(this.el.clientWidth) || 320;
      const mount = document.createElement("div");
      mount.setAttribute("aria-hidden", "true"); // the sentence and the table tell it
      const told = await embed(mount, { ...this.spec, width: this.width }, { actions: false, renderer: "svg", ast: true });
      if (this.closed) return told.finalize();
      this.view = told.view;
      this.mount = mount;
      this.feed(themed());
      await this.view.runAsync();
      this.el.replaceChildren(mount);
    } else {
      this.feed({});
      await this.view.runAsync();
    }
    this.el.dataset.seq = String(++this.seq);
    this.context.drawn?.();
  }
  feed(more) {
    const { data, signals } = this.block;
    for (const [name, value] of Object.entries({ ...more, money: this.context.currency?.() ?? "$", narrow: this.width < 480, ...signals })) {
      try { this.view.signal(name, value); } catch { /* a chart need not use every parameter */ }
    }
    for (const name in data) this.view.data(name, data[name]);
  }
  resize(width) {
    this.width = width;
    if (!this.view || this.closed) return;
    this.view.width(width);
    this.draw(false);
  }
  close() {
    this.closed = true;
    alive.delete(this);
    this.watch.disconnect();
    this.view?.finalize();
  }
}

export function figure(block, context) {
  const open = (node) => {
    node.__chart = new LiveChart(node, context);
    node.__chart.show(block, context.spec.charts[block.name]);
  };
  const renew = (node) => node.__chart.show(block, context.spec.charts[block.name]);
  return h("figure", { class: "us-figure", key: `chart-${block.name}` },
    h("figcaption", { class: "us-figtitle" }, inline(block.title)),
    h("div", { class: "us-picture", "data-chart": block.name, role: "img", "aria-label": bare(block.sentence), own: true, ref: open, update: renew }),
    h("p", { class: "us-sentence" }, inline(block.sentence)),
    h("details", { class: "us-fold" }, h("summary", null, "The numbers in this picture"), tableOf(block)));
}

export function tableOf(block) {
  return h("div", { class: "us-scroll", tabindex: "0", role: "group", "aria-label": bare(block.caption || block.title) },
    h("table", { class: "us-table" },
      h("caption", { class: block.caption ? null : "us-hidden" }, inline(block.caption || block.title)),
      h("thead", null, h("tr", null, block.head.map((cell) => h("th", { scope: "col" }, inline(cell))))),
      h("tbody", null, block.rows.map((row) => h("tr", null, row.map((cell, i) => (i ? h("td", null, inline(cell)) : h("th", { scope: "row" }, inline(cell)))))))));
}
