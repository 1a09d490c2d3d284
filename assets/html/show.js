"use strict";
(() => {
  const root = document.documentElement;
  const by = (id) => document.getElementById(id);
  const stops = [...document.querySelectorAll(".stop")];
  const told = stops.filter((stop) => !("appendix" in stop.dataset));
  let at = 0, typed = "", timer = 0;
  const views = stops.map(() => ({ x: 0, y: 0, z: 1 }));
  const inLang = (node) => node.dataset.in === root.dataset.lang;

  const say = () => {
    const heading = [...stops[at].querySelectorAll(".words")].find(inLang)?.querySelector("h2");
    by("now").textContent = `${at + 1} / ${told.includes(stops[at]) ? told.length : stops.length} ${heading ? heading.textContent : ""}`;
    document.querySelectorAll("#list a").forEach((link) => {
      if (link.hash.slice(1) === encodeURI(stops[at].id)) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    });
  };
  const show = (to, write = true) => {
    at = Math.max(0, Math.min(stops.length - 1, to));
    stops.forEach((stop, index) => {
      stop.classList.toggle("on", index === at);
      stop.toggleAttribute("inert", index !== at);
    });
    if (write) history.replaceState(null, "", "#" + stops[at].id);
    say();
  };
  // The appendix is gone to, not come to.
  const turn = (by) => {
    const among = told.includes(stops[at]) ? told : stops.filter((stop) => !told.includes(stop));
    const next = among[among.indexOf(stops[at]) + by];
    if (next) show(stops.indexOf(next));
  };

  const place = () => {
    const { x, y, z } = views[at];
    stops[at].querySelector(".ground").setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${z.toFixed(4)})`);
  };
  const map = () => stops[at].querySelector(".map");
  const inside = (clientX, clientY) => new DOMPoint(clientX, clientY).matrixTransform(map().getScreenCTM().inverse());
  const zoom = (factor, point) => {
    const view = views[at], box = map().viewBox.baseVal;
    const [px, py] = point ? [point.x, point.y] : [box.width / 2, box.height / 2];
    const z = Math.max(1, Math.min(32, view.z * factor)), by = z / view.z;
    Object.assign(view, { x: px - (px - view.x) * by, y: py - (py - view.y) * by, z });
    if (z === 1) Object.assign(view, { x: 0, y: 0 });
    place();
  };
  const pan = (dx, dy) => {
    views[at].x += dx;
    views[at].y += dy;
    place();
  };
  const whole = () => { views[at] = { x: 0, y: 0, z: 1 }; place(); };

  const fingers = new Map();
  let from = null, apart = 0;
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".stage")) return;
    fingers.set(event.pointerId, event);
    from = { x: event.clientX, y: event.clientY, on: Boolean(event.target.closest(".map")) };
    apart = 0;
    if (from.on) map().classList.add("held");
  });
  document.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before || !from || !from.on) return;
    fingers.set(event.pointerId, event);
    if (fingers.size === 2) {
      const [a, b] = [...fingers.values()];
      const now = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      if (apart > 0) zoom(now / apart, inside((a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2));
      apart = now;
    } else if (event.pointerType === "mouse" || views[at].z > 1) {
      const [was, is] = [inside(before.clientX, before.clientY), inside(event.clientX, event.clientY)];
      pan(is.x - was.x, is.y - was.y);
    }
  });
  const lift = (event) => {
    const was = from && fingers.delete(event.pointerId) && fingers.size === 0 ? from : null;
    if (!was) return;
    map().classList.remove("held");
    from = null;
    const [dx, dy] = [event.clientX - was.x, event.clientY - was.y];
    const swiped = event.pointerType !== "mouse" && apart === 0 && (views[at].z === 1 || !was.on);
    if (event.type === "pointerup" && swiped && Math.abs(dx) > 50 && Math.abs(dx) > 1.5 * Math.abs(dy)) turn(dx < 0 ? 1 : -1);
  };
  document.addEventListener("pointerup", lift);
  document.addEventListener("pointercancel", lift);
  document.addEventListener("wheel", (event) => {
    if (!event.target.closest(".map")) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 400), inside(event.clientX, event.clientY));
  }, { passive: false });
  document.addEventListener("dblclick", (event) => { if (event.target.closest(".map")) whole(); });

  const theme = () => { root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark"; };
  const list = () => {
    by("list").hidden = !by("list").hidden;
    by("all").setAttribute("aria-expanded", String(!by("list").hidden));
  };
  const speak = (lang) => {
    root.dataset.lang = lang;
    root.lang = lang;
    const title = [...document.querySelectorAll("h1 span")].find(inLang);
    if (title) document.title = title.textContent;
    say();
  };
  const accept = () => {
    const to = Number(typed);
    typed = "";
    clearTimeout(timer);
    if (to >= 1 && to <= stops.length) show(to - 1);
  };
  const keys = {
    ArrowRight: () => turn(1), ArrowDown: () => turn(1), PageDown: () => turn(1), " ": () => turn(1),
    ArrowLeft: () => turn(-1), ArrowUp: () => turn(-1), PageUp: () => turn(-1),
    Home: () => show(0), End: () => show(stops.indexOf(told[told.length - 1] || stops[stops.length - 1])),
    "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), 
    Enter: () => { if (typed) accept(); }, Escape: () => { if (!by("list").hidden) list(); else whole(); },
    t: theme, o: list, l: () => { const select = by("language"); if (select) { select.selectedIndex = (select.selectedIndex + 1) % select.length; speak(select.value); } },
    n: () => { if (by("say")) by("say").click(); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
    if (event.target.closest("button, a") && (event.key === "Enter" || event.key === " ")) return;
    if (/^[0-9]$/.test(event.key)) {
      typed += event.key;
      clearTimeout(timer);
      timer = setTimeout(accept, 700);
      return;
    }
    const act = keys[event.key] || keys[event.key.toLowerCase()];
    if (act) { event.preventDefault(); act(); }
  });
  by("previous").onclick = () => turn(-1);
  by("next").onclick = () => turn(1);
  by("all").onclick = list;
  by("nearer").onclick = () => zoom(1.5);
  by("farther").onclick = () => zoom(1 / 1.5);
  by("whole").onclick = whole;
  by("theme").onclick = theme;
  if (by("say")) by("say").onclick = () => document.body.classList.toggle("says");
  if (by("language")) by("language").onchange = (event) => speak(event.target.value);

  const named = () => {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const [id, ...asked] = wanted.split("&");
    for (const one of asked) {
      const [key, value] = one.split("=");
      if (key === "lang" && by("language")) { by("language").value = value; speak(value); }
      if (key === "theme") root.dataset.theme = value;
    }
    const found = stops.findIndex((stop) => stop.id === id);
    show(found < 0 ? 0 : found, found >= 0);
    by("list").hidden = true;
  };
  window.addEventListener("hashchange", named);
  named();
  root.dataset.ready = "yes";
})();
