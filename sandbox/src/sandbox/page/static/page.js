// What the page does in the browser: swaps a region without taking away what somebody is typing,
// asks before confirmed clicks, keeps drafts, offers commands and names. All state of the workspace is the
// server's; htmx fetches it, the templates show it.
(() => {
  "use strict";

  const notices = document.getElementById("notices");
  const fieldSelector = "input:not([type=hidden]), textarea, select";
  const nearBottom = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 120;
  const toBottom = (box) => { box.scrollTop = box.scrollHeight; };

  // --- Swapping -----------------------------------------------------------------------------
  // A region's children are keyed by id and version. One that did not change stays as it is; one
  // that changed is replaced, unless somebody is at work in it: then the region is marked stale
  // and fetched again once they are done.

  // A field is in use from the first key or press in it until what it holds was sent or left.
  const inUse = (field) => field && field.matches?.(fieldSelector) && field.dataset.inUse === "yes";

  function busy(child, region) {
    if (child.hasAttribute("data-keep") || child.querySelector("[data-keep]")) return true;
    if (child.querySelector(":popover-open")) return true;
    const field = document.activeElement;
    if (!child.contains(field) || !inUse(field)) return false;
    // A modal's typed words are carried over; an open list or date picker could not be.
    return region.id !== "modal-region" || field.matches("select, [type=date], [type=time]");
  }

  function held(field) {
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked;
    return field.value;
  }

  function untouched(field) {
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked === field.defaultChecked;
    if (field.matches("select")) {
      const chosen = [...field.options].find((option) => option.defaultSelected);
      return field.value === (chosen ? chosen.value : "");
    }
    return field.value === field.defaultValue;
  }

  // What tells a field or button apart within its form, from one version of it to the next.
  function mark(element) {
    if (element.matches(fieldSelector) && element.name) {
      const option = element.matches("[type=checkbox], [type=radio]") ? element.value : "";
      return `field ${element.name} ${option}`;
    }
    return element.id ? `id ${element.id}` : "";
  }

  function carryOver(before, after) {
    const fields = new Map([...after.querySelectorAll(fieldSelector)].map((one) => [mark(one), one]));
    for (const field of before.querySelectorAll(fieldSelector)) {
      const heir = fields.get(mark(field));
      if (!heir || untouched(field) || heir.type !== field.type) continue;
      if (field.matches("[type=checkbox], [type=radio]")) heir.checked = held(field);
      else if (field.type === "file") heir.files = field.files;
      else heir.value = held(field);
    }
  }

  function focusOf(root) {
    const active = document.activeElement;
    if (!active || active === document.body || !root.contains(active)) return null;
    let caret = null;
    try { caret = [active.selectionStart, active.selectionEnd]; } catch { /* fields without one */ }
    return { mark: mark(active), caret, using: active.dataset.inUse };
  }

  function refocus(root, was) {
    if (!was || !was.mark) return false;
    const again = [...root.querySelectorAll(`${fieldSelector}, button, a`)]
      .find((one) => mark(one) === was.mark);
    if (!again) return false;
    again.focus({ preventScroll: true });
    if (was.using) again.dataset.inUse = was.using;
    try { if (was.caret?.[0] != null) again.setSelectionRange(...was.caret); } catch { /* none */ }
    return true;
  }

  function keep(region, fragment) {
    const sticks = region.classList.contains("stream") && nearBottom(region);
    const scrolled = region.scrollTop;
    const before = new Map([...region.children].map((child) => [child.id, child]));
    const fresh = [];
    let stale = false;
    let lostFocus = null;
    const bodies = [];
    const wanted = [...fragment.children].map((child) => {
      const old = before.get(child.id);
      if (old && old.dataset.version === child.dataset.version) return old;
      if (old && busy(old, region)) { stale = true; return old; }
      if (old) {
        carryOver(old, child);
        bodies.push([child.querySelector(".modal-body"), old.querySelector(".modal-body")?.scrollTop]);
        const was = focusOf(old);
        if (was) lostFocus = { child, was };
      }
      fresh.push(child);
      return child;
    });
    const staying = new Set(wanted);
    for (const child of [...region.children]) if (!staying.has(child)) child.remove();
    wanted.forEach((child, index) => {
      if (region.children[index] !== child) region.insertBefore(child, region.children[index] ?? null);
    });
    for (const [body, top] of bodies) if (body) body.scrollTop = top;
    if (lostFocus && !refocus(lostFocus.child, lostFocus.was)) {
      lostFocus.child.querySelector("[tabindex]")?.focus({ preventScroll: true });
    }
    if (region.classList.contains("stream") && fresh.some((child) => child.matches(".entry") && !before.has(child.id))) {
      notices.replaceChildren();
    }
    region.toggleAttribute("data-stale", stale);
    if (sticks) toBottom(region);
    else region.scrollTop = scrolled;
    if (region.id === "modal-region") showModal(region, fresh, lostFocus !== null);
    asTheyLeftIt(region);
    return fresh;
  }

  function refreshStale() {
    setTimeout(() => {
      for (const region of document.querySelectorAll(".region[data-stale]")) {
        if (![...region.children].some((child) => busy(child, region))) htmx.trigger(region, "refresh");
      }
    });
  }

  htmx.defineExtension("keep", {
    isInlineSwap: (style) => style === "keep",
    handleSwap: (style, target, fragment) => (style === "keep" ? keep(target, fragment) : false),
  });

  for (const event of ["keydown", "input", "pointerdown"]) {
    document.addEventListener(event, (e) => {
      if (!e.target.matches?.(fieldSelector) || e.key === "Tab") return;
      e.target.dataset.inUse = "yes";
    });
  }
  const doneWith = (field) => {
    if (field?.dataset) delete field.dataset.inUse;
    refreshStale();
  };
  document.addEventListener("change", (e) => { if (e.target.matches("select")) doneWith(e.target); });
  document.addEventListener("focusout", (e) => doneWith(e.target));
  document.addEventListener("htmx:afterRequest", (e) => {
    const [from, active] = [e.detail.elt, document.activeElement];
    // While the calendar moves its buttons can be neither pressed nor focused.
    if (active === document.body && from.matches(".jumps button, .guide button")) from.focus();
    if (!from.matches(".region") && from.contains(active)) doneWith(active);
  });
  document.addEventListener("toggle", refreshStale, true);

  // --- Modals -------------------------------------------------------------------------------

  const modal = document.getElementById("modal");

  function showModal(region, fresh, focusStays) {
    if (!region.children.length) { if (modal.open) modal.close(); return; }
    if (!modal.open) modal.showModal();
    const form = fresh[0];
    if (!form) return;
    const wrong = form.querySelector(".invalid");
    const first = wrong?.querySelector(fieldSelector) ?? form.querySelector("[data-focus]")
      ?? form.querySelector(`.modal-body :is(${fieldSelector})`) ?? form.querySelector("h2");
    if (wrong || !focusStays) first?.focus();
  }

  function closeModal() {
    const form = modal.querySelector("form.modal");
    if (!form) { modal.close(); return; }
    htmx.ajax("POST", form.dataset.close, { target: "#modal-region", swap: "keep", source: form.closest(".region") });
  }

  modal.addEventListener("cancel", (e) => { e.preventDefault(); closeModal(); });

  // --- Asking before a click that has a confirm dialog ----------------------------------------

  const confirming = document.getElementById("confirm");

  document.addEventListener("htmx:confirm", (e) => {
    const words = e.detail.elt.dataset.confirm && document.getElementById(e.detail.elt.dataset.confirm);
    if (!words) return;
    e.preventDefault();
    confirming.querySelector("form").replaceChildren(words.content.cloneNode(true));
    confirming.returnValue = "";
    confirming.addEventListener("close", () => {
      if (confirming.returnValue === "yes") e.detail.issueRequest(true);
    }, { once: true });
    confirming.showModal();
  });

  // --- Menus that open beside their button -----------------------------------------------------

  document.addEventListener("beforetoggle", (e) => {
    const menu = e.target;
    if (e.newState !== "open" || !menu.matches?.(".menu")) return;
    const button = document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
    const wished = menu.querySelector("[type=datetime-local]");
    if (wished) wished.value = document.querySelector("#clock time").getAttribute("datetime").slice(0, 16);
    requestAnimationFrame(() => {
      const from = button.getBoundingClientRect();
      const own = menu.getBoundingClientRect();
      const left = Math.max(8, Math.min(from.left, innerWidth - own.width - 8));
      const below = from.bottom + 4 + own.height <= innerHeight - 8;
      const top = below ? from.bottom + 4 : Math.max(8, from.top - own.height - 4);
      menu.style.left = `${left}px`;
      menu.style.top = `${top}px`;
      menu.querySelector("button, a, input:not([type=hidden]), textarea, select")?.focus();
    });
  }, true);

  document.addEventListener("keydown", (e) => {
    const menu = e.target.closest?.(".menu");
    if (!menu || !["ArrowDown", "ArrowUp"].includes(e.key) || e.target.matches("input")) return;
    e.preventDefault();
    const items = [...menu.querySelectorAll(".menu-item")];
    const step = e.key === "ArrowDown" ? 1 : -1;
    items.at((items.indexOf(e.target) + step) % items.length)?.focus();
  });

  // --- Composers ------------------------------------------------------------------------------
  // Commands are offered at the start of the text, people behind an @ before the caret.

  for (const form of document.querySelectorAll(".composer")) {
    const text = form.querySelector("textarea");
    const draft = `draft/${form.dataset.draft}`;
    const offers = form.querySelector(".offers");
    const files = form.querySelector("[type=file]");
    const attached = form.querySelector(".attached");

    const typed = () => text.value.slice(0, text.selectionStart);
    const handle = () => /(?:^|[\s(])@([\p{L}\p{N}._-]*)$/u.exec(typed())?.[1].toLowerCase();

    const isWanted = (one) => {
      if (one.dataset.command) {
        return typed() === text.value && /^\/\S*$/.test(typed()) && one.dataset.command.startsWith(typed());
      }
      const begun = handle();
      return begun !== undefined && one.dataset.names.split(" ").some((name) => name.startsWith(begun));
    };
    const offered = () => [...offers.children].filter((one) => !one.hidden);
    const offer = () => {
      for (const one of offers.children) one.hidden = !isWanted(one);
      offers.hidden = !offered().length;
    };
    const write = (words, caret = words.length) => {
      text.value = words;
      text.focus();
      text.setSelectionRange(caret, caret);
      text.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const take = (one) => {
      if (one.dataset.command) { write(`${one.dataset.command} `); return; }
      const before = `${typed().slice(0, typed().length - handle().length)}${one.dataset.handle} `;
      write(before + text.value.slice(text.selectionStart).replace(/^ /, ""), before.length);
    };

    text.addEventListener("input", () => { sessionStorage.setItem(draft, text.value); offer(); });
    text.addEventListener("keydown", (e) => {
      const open = !offers.hidden && !e.isComposing;
      const atName = open && offered()[0].dataset.handle !== undefined;
      if (e.key === "Tab" && open || e.key === "Enter" && atName && !e.shiftKey) {
        e.preventDefault();
        take(offered()[0]);
      } else if (e.key === "ArrowDown" && open) {
        e.preventDefault();
        offered()[0].focus();
      } else if (e.key === "Escape" && open) {
        e.preventDefault();
        offers.hidden = true;
      } else if (e.key === "Enter" && !e.shiftKey && !e.isComposing) {
        e.preventDefault();
        if (text.value.trim() || files.files.length) form.requestSubmit();
      }
    });
    offers.addEventListener("keydown", (e) => {
      const at = offered().indexOf(document.activeElement);
      if (e.key === "ArrowDown") offered()[Math.min(at + 1, offered().length - 1)].focus();
      else if (e.key === "ArrowUp") (offered()[at - 1] ?? text).focus();
      else if (e.key === "Escape") { offers.hidden = true; text.focus(); }
      else return;
      e.preventDefault();
    });
    offers.addEventListener("click", (e) => {
      const picked = e.target.closest(".menu-item");
      if (picked) take(picked);
    });

    // Files: picked, dropped, or pasted. What was there already stays.
    let held = [];
    const hold = (more) => {
      const all = new DataTransfer();
      for (const file of [...held, ...more]) all.items.add(file);
      files.files = all.files;
      held = [...files.files];
      attached.hidden = !held.length;
      attached.querySelector(".attached-names").textContent = held.map((one) => one.name).join(", ");
    };
    const drop = () => { held = []; hold([]); };
    files.addEventListener("change", () => hold([...files.files]));
    attached.querySelector("button").addEventListener("click", () => { drop(); text.focus(); });
    text.addEventListener("paste", (e) => {
      if (!e.clipboardData.files.length) return;
      e.preventDefault();
      hold([...e.clipboardData.files]);
    });
    const around = form.parentElement;
    around.addEventListener("dragover", (e) => {
      if (!e.dataTransfer.types.includes("Files")) return;
      e.preventDefault();
      form.classList.add("dropping");
    });
    for (const event of ["dragleave", "drop"]) {
      around.addEventListener(event, () => form.classList.remove("dropping"));
    }
    around.addEventListener("drop", (e) => {
      if (!e.dataTransfer.files.length) return;
      e.preventDefault();
      hold([...e.dataTransfer.files]);
      text.focus();
    });

    form.addEventListener("said", () => {
      form.reset();
      text.value = "";
      drop();
      sessionStorage.removeItem(draft);
      offer();
      const box = form.parentElement.querySelector(".stream");
      if (box) toBottom(box);
      text.focus();
    });
    text.value = "";
    drop();
    if (text.dataset.fill) {
      write(text.dataset.fill);
      history.replaceState(null, "", location.pathname);
    } else if (sessionStorage.getItem(draft)) {
      text.value = sessionStorage.getItem(draft);
    }
    offer();
  }

  // --- Small things ---------------------------------------------------------------------------

  document.addEventListener("click", (e) => {
    const at = (selector) => e.target.closest?.(selector);
    if (at("[data-close-modal]")) closeModal();
    at("[data-dismiss]")?.closest(".notice").remove();
    const opens = at("[data-opens]");
    if (opens) window.open(opens.dataset.opens, "_blank", "noopener");
    const item = at(".menu-item, .move button");
    if (item) item.closest("[popover]")?.hidePopover();
  });

  // A form in a menu closes it once what it asked for was done.
  document.addEventListener("htmx:afterRequest", (e) => {
    const form = e.detail.elt;
    if (!form.matches?.("[data-closes]") || e.detail.xhr.status !== 204) return;
    form.reset();
    form.closest("[popover]").hidePopover();
  });

  // Enter in a field of a message or of Home is for the app, never for the browser.
  document.addEventListener("submit", (e) => { if (e.target.matches("[data-blocks]")) e.preventDefault(); });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || !e.target.matches?.("[data-enter]") || e.target.matches("textarea")) return;
    e.preventDefault();
    htmx.trigger(e.target, "entered");
  });
  document.addEventListener("keydown", (e) => {
    const edit = e.target.closest?.("form.edit");
    if (!edit) return;
    if (e.key === "Enter" && !e.shiftKey) { e.preventDefault(); edit.requestSubmit(); }
    if (e.key === "Escape") edit.querySelector("[type=button]").click();
  });

  // The guide is open until its first step is done; whoever opens or folds it has their way.
  const folding = (details) => `open/${details.dataset.remember}`;
  function asTheyLeftIt(root) {
    for (const details of root.querySelectorAll("details[data-remember]")) {
      const left = sessionStorage.getItem(folding(details));
      if (left !== null) details.open = left === "yes";
    }
  }
  // On a small screen it makes room for what comes of a step.
  document.addEventListener("click", (e) => {
    const details = e.target.closest?.("details[data-remember]");
    if (!details) return;
    if (e.target.closest("summary")) sessionStorage.setItem(folding(details), details.open ? "no" : "yes");
    else if (e.target.closest(".button") && innerWidth <= 760) {
      sessionStorage.setItem(folding(details), "no");
      details.open = false;
    }
  });
  asTheyLeftIt(document);

  // --- A sandbox that does not answer -----------------------------------------------------------
  // The stream of events tries again at ever longer intervals, so the page asks as well. Another
  // process may show the page differently, and knows nothing of an open modal: all is loaded anew.

  const offline = document.getElementById("offline");
  let asking = 0;

  async function ask() {
    try {
      const answer = await fetch(location.href);
      if (answer.ok) location.reload();
      else location.assign("/");
    } catch { /* not yet */ }
  }
  document.addEventListener("htmx:sseError", () => {
    offline.hidden = false;
    asking ||= setInterval(ask, 2000);
  });
  document.addEventListener("htmx:sseOpen", (e) => {
    offline.hidden = true;
    clearInterval(asking);
    asking = 0;
    for (const notice of document.querySelectorAll(".notice[data-offline]")) notice.remove();
    e.detail.source.addEventListener("process", (said) => {
      if (said.data !== document.body.dataset.process) location.reload();
    });
  });

  // --- Notices: above everything, an open modal included ----------------------------------------

  // Within an open modal, since everything outside of it can be neither reached nor pressed.
  function raise() {
    const host = modal.open ? modal : document.body;
    if (notices.parentElement !== host) host.append(notices);
    if (notices.matches(":popover-open")) notices.hidePopover();
    if (notices.children.length) notices.showPopover();
  }

  new MutationObserver((changes) => {
    for (const added of changes.flatMap((change) => [...change.addedNodes])) {
      if (added.nodeType === Node.ELEMENT_NODE) setTimeout(() => added.remove(), 12000);
    }
    raise();
  }).observe(notices, { childList: true });
  // One at a time, read until one goes on: a click elsewhere, or a message that comes.
  document.addEventListener("click", (e) => {
    if (!notices.contains(e.target)) notices.replaceChildren();
  });
  modal.addEventListener("close", raise);

  function say(words) {
    const notice = document.getElementById("notice").content.cloneNode(true).firstElementChild;
    notice.querySelector("p").textContent = words;
    notices.replaceChildren(notice);
    return notice;
  }

  document.addEventListener("htmx:responseError", (e) => say(`The sandbox could not do that (${e.detail.xhr.status}).`));
  document.addEventListener("htmx:sendError", () => {
    if (!document.querySelector(".notice[data-offline]")) say("The sandbox does not answer.").dataset.offline = "";
  });

  // Whoever reads the newest message goes on reading it when the guide unfolds or the window turns.
  for (const box of document.querySelectorAll(".stream")) {
    let atBottom = true;
    box.addEventListener("scroll", () => { atBottom = nearBottom(box); });
    new ResizeObserver(() => { if (atBottom) toBottom(box); }).observe(box);
    toBottom(box);
  }
  const open = document.getElementById("modal-region");
  if (open.children.length) showModal(open, [...open.children], false);
})();
