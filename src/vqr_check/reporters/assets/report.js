// Leads from every number to its evidence and back. The address (#q12 a number, #f3 a finding, #r1 a
// report) is the only state, so the browser's own Back works. One listener a kind of event for the page.
"use strict";
(() => {
  const STATUS = [["agreed", "✓ 相符"], ["contradicted", "✗ 不符"], ["unchecked", "未能核对"], ["noted", "见问题"]];
  const DATA = JSON.parse(document.getElementById("data").textContent);
  const inspector = document.getElementById("inspector");
  const reports = [...document.querySelectorAll(".report")];
  let visited = 0;
  let arrived = "";

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  const link = (id, text) => {
    const made = element("button", "", text);
    made.dataset.go = id;
    return made;
  };
  const wide = () => matchMedia("(min-width: 921px)").matches; // cards beside the document, not above it
  const report = () => reports.find((one) => !one.hidden);
  const dataOf = (id) => DATA.findLast((one) => one.first <= id);
  const visible = (selector) => [...report().querySelectorAll(selector)];

  function go(id) {
    if (location.hash !== "#" + id) {
      visited += 1;
      location.hash = id;
    }
    arrive();
  }

  function show(number) {
    reports.forEach((one, at) => { one.hidden = at !== number; });
    document.querySelectorAll(".overview tbody tr").forEach((row, at) => row.classList.toggle("chosen", at === number));
  }

  function center(target) {
    let tries = 4; // chunks off the screen are laid out only when they come near, which moves the target
    const again = () => {
      target.scrollIntoView({ block: wide() ? "center" : "start" }); // on a narrow screen the evidence lies below
      if (tries-- > 0) requestAnimationFrame(again);
    };
    again();
  }

  function arrive() {
    arrived = location.hash;
    const id = arrived.slice(1);
    if (!/^[qfr]\d+$/.test(id)) return;
    const target = document.getElementById(id);
    if (!target) return;
    const owner = target.closest(".report");
    if (owner.hidden) show(reports.indexOf(owner));
    document.querySelectorAll(".current, .linked").forEach((one) => one.classList.remove("current", "linked"));
    if (id[0] === "q") inspect(target, Number(id.slice(1)));
    if (id[0] === "f") open(target, Number(id.slice(1)));
    if (id[0] === "r") window.scrollTo(0, 0);
  }

  function open(card, number) {
    inspector.hidden = true;
    card.hidden = false;
    card.classList.add("current");
    document.querySelectorAll(`.pin[data-go="f${number}"]`).forEach((pin) => pin.classList.add("current"));
    card.focus({ preventScroll: true });
    if (wide()) card.parentElement.scrollTop = card.offsetTop - 12;
    else center(card);
    const figures = [...new Set([...card.querySelectorAll("[data-go]")].map((one) => one.dataset.go))];
    figures.forEach((id) => document.getElementById(id)?.classList.add("linked"));
    const first = figures.length && wide() && document.getElementById(figures[0]);
    if (first) { first.classList.add("current"); center(first); }
  }

  function inspect(figure, id) {
    const data = dataOf(id);
    const [status, measure, scope, period, unit, reason, checks, findings, place] = data.numbers[id - data.first];
    const [name, word] = STATUS[status];
    figure.classList.add("current");
    const top = element("div", "top");
    if (visited > 1) top.append(Object.assign(element("button", "back", "← 返回"), { type: "button" }));
    top.append(element("button", "close", "关闭"));
    const facts = [measure && "指标：" + measure, scope && "范围：" + scope, period && "时间：" + period, unit && "单位：" + unit, place];
    const parts = [
      top,
      element("h2", "", figure.textContent, element("span", name, word)),
      element("p", "facts", facts.filter(Boolean).join("　")),
    ];
    if (data.reasons[reason]) parts.push(element("p", "unchecked", data.reasons[reason]));
    for (const number of findings) {
      const [severity, rule, title] = data.findings[number - data.firstFinding];
      const line = element("p", severity, link("f" + number, `${rule} ${title} →`));
      parts.push(line);
    }
    for (const number of checks) parts.push(sum(data.checks[number], id));
    inspector.replaceChildren(...parts);
    inspector.hidden = false;
    inspector.scrollTop = 0;
    for (const number of findings.slice(0, 1)) document.getElementById("f" + number)?.classList.add("current");
    center(figure);
  }

  function sum([relation, verdict, formula, reported, computed, difference, explicit, evidence], own) {
    const body = element("tbody", "");
    for (const [role, id, text, measure] of evidence) {
      const where = id < 0 ? "" : id === own ? "这里" : link("q" + id, "到那里 →");
      const row = element("tr", "", element("td", "", measure ? `${role}　${measure}` : role), element("td", "n", text), element("td", "", where));
      body.append(row);
      if (id >= 0) document.getElementById("q" + id)?.classList.add("linked");
    }
    const list = element("dl", "");
    for (const [label, value, kind] of [["报告写", reported, "reported"], ["算得", computed, "computed"], ["相差", difference, "gap"]]) {
      if (value) list.append(element("div", kind, element("dt", "", label), element("dd", "", value)));
    }
    const box = element("div", "check", element("p", "facts", `${relation}：${verdict}${explicit ? "" : "（最可能的读法）"}`));
    if (formula) box.append(element("p", "formula", formula));
    box.append(element("table", "sum", body), element("div", "sum", list));
    return box;
  }

  function close() {
    inspector.hidden = true;
    document.querySelectorAll(".current, .linked").forEach((one) => one.classList.remove("current", "linked"));
  }

  function filter() {
    const owner = report();
    const severities = new Set([...owner.querySelectorAll('.switch[aria-pressed="true"]')].map((one) => one.dataset.severity));
    const value = (name) => owner.querySelector(`[data-filter="${name}"]`).value;
    const [rule, section, words] = [value("rule"), value("section"), value("words").trim().toLowerCase()];
    let shown = 0;
    const cards = owner.querySelectorAll(".card");
    for (const card of cards) {
      const { severity, rule: code, section: chapter } = card.dataset;
      const fits = severities.has(severity) && (!rule || rule === code) && (!section || section === chapter)
        && (!words || card.textContent.toLowerCase().includes(words));
      card.hidden = !fits;
      shown += fits;
      owner.querySelector(`.pin[data-go="${card.id}"]`)?.classList.toggle("filtered", !fits);
    }
    owner.querySelector(".shown").value = shown === cards.length ? "" : `显示 ${shown} / ${cards.length}`;
  }

  function step(selector, way) {
    const all = visible(selector).filter((one) => !one.hidden);
    if (!all.length) return;
    const at = all.findIndex((one) => "#" + one.id === location.hash);
    const next = at < 0 ? (way > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + way, 0), all.length - 1);
    go(all[next].id);
  }

  document.addEventListener("click", (event) => {
    const target = event.target;
    const goer = target.closest("[data-go]");
    const figure = target.closest(".q");
    const toggle = target.closest(".switch");
    if (goer) go(goer.dataset.go);
    else if (figure) go(figure.id);
    else if (toggle) {
      toggle.setAttribute("aria-pressed", toggle.getAttribute("aria-pressed") === "true" ? "false" : "true");
      filter();
    } else if (target.closest(".back")) { visited -= 2; history.back(); }
    else if (target.closest(".close")) close();
    else if (target.closest(".card") && !target.closest("summary") && !getSelection().toString()) go(target.closest(".card").id);
  });
  for (const kind of ["input", "change"]) document.addEventListener(kind, (event) => { if (event.target.dataset.filter) filter(); });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select");
    if (event.key === "Escape") { if (typing) event.target.blur(); else close(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = event.target.closest?.(".q, .pin");
    const current = location.hash.startsWith("#f") && document.getElementById(location.hash.slice(1));
    if (event.key === "j") step(".card", 1);
    else if (event.key === "k") step(".card", -1);
    else if (event.key === "n") step(".q", 1);
    else if (event.key === "p") step(".q", -1);
    else if (event.key === "b") { visited -= 2; history.back(); }
    else if (event.key === "/") { event.preventDefault(); report().querySelector('[type="search"]').focus(); }
    else if ((event.key === "Enter" || event.key === " ") && focused) { event.preventDefault(); go(focused.dataset.go || focused.id); }
    else if (event.key === "Enter" && current) { const to = current.querySelector("[data-go]"); if (to) go(to.dataset.go); }
  });
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  addEventListener("hashchange", () => { if (location.hash !== arrived) arrive(); });

  show(0);
  if (document.readyState === "complete") arrive();
  else addEventListener("load", () => setTimeout(arrive)); // after the browser's own jump to the address
  document.documentElement.dataset.ready = "true";
})();
