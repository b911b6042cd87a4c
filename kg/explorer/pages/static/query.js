// The editor of questions, and their answers as a table: without this script the page is a plain form.
(() => {
  const form = document.querySelector(".querying");
  const box = document.getElementById("query");
  const outcome = document.getElementById("outcome");
  if (!form || !window.Yasqe || !window.Yasr) return;
  const prefixes = JSON.parse(form.dataset.prefixes);
  const words = JSON.parse(form.dataset.words);
  const types = "application/sparql-results+json, application/n-triples;q=0.9";

  function shorten(iri) {
    const [prefix, space] = Object.entries(prefixes).find(([, start]) => iri.startsWith(start)) || [];
    return prefix ? `${prefix}:${iri.slice(space.length)}` : iri;
  }

  // Names of the ontology, such as org:holds, to be completed.
  async function listTerms() {
    const answer = await fetch("/ns", { headers: { Accept: "application/n-triples" } });
    const triples = answer.ok ? await answer.text() : "";
    const named = triples.matchAll(/^<(\S+)> <http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#type> /gm);
    return [...new Set([...named].map(([, iri]) => shorten(iri)))].filter((name) => !name.includes("/")).sort();
  }

  function say({ type, value }) {
    return type === "uri" ? shorten(value) : value;
  }

  // A cell is built as nodes, so that nothing in a value is taken for markup.
  function makeCell(cell) {
    const { type, value, "xml:lang": lang } = cell;
    const content = document.createElement("bdi");
    content.textContent = say(cell);
    if (lang) content.lang = lang;
    if (type !== "uri" || !/^https?:/i.test(value)) return content;
    const name = shorten(value);
    if (name !== value && !name.startsWith("id:")) return content;
    const link = document.createElement("a");
    link.href = name === value ? value : `/id/${value.slice(prefixes.id.length).replace(/[?#]/g, encodeURIComponent)}`;
    link.append(content);
    return link;
  }

  const Plain = Yasr.plugins.table;
  const Raw = Yasr.plugins.response;

  class Table extends Plain {
    label = words.view_table;
    helpReference = undefined;

    // The values as they were sent: yasr replaces what stands in double braces.
    getRows() {
      const sent = this.yasr.results;
      if (sent.getType() !== "json") return super.getRows();
      const answer = JSON.parse(sent.getOriginalResponseAsString());
      return answer.results.bindings.map((row, at) => [at + 1, ...answer.head.vars.map((name) => row[name] ?? "")]);
    }

    // What is sorted and searched is the text that is shown.
    getColumns() {
      const render = (cell, use) => {
        if (cell === "") return "";
        return use === "display" ? makeCell(cell).outerHTML : new Option(say(cell)).innerHTML;
      };
      return super.getColumns().map((column, at) => (at ? { ...column, render } : column));
    }

    drawControls() {
      super.drawControls();
      this.tableFilterField.placeholder = words.cell_filter;
      this.tableFilterField.setAttribute("aria-label", words.cell_filter);
      this.tableSizeField.setAttribute("aria-label", words.page_size);
      this.tableControls.querySelector(".pageSizerLabel").textContent = words.page_size;
      this.tableControls.querySelectorAll("label.switch").forEach((label) => label.parentElement.remove());
    }
  }

  class Response extends Raw {
    label = words.view_raw;
    helpReference = undefined;

    draw(settings) {
      super.draw(settings);
      this.cm.setOption("screenReaderLabel", words.view_raw);
    }
  }

  Object.assign(Plain.defaults.tableConfig.language, {
    emptyTable: words.no_rows,
    zeroRecords: words.no_rows,
    info: "_START_–_END_ / _TOTAL_",
    infoEmpty: "",
    infoFiltered: "",
    aria: { paginate: { next: words.next, previous: words.previous } },
  });
  Yasr.registerPlugin("table", Table);
  Yasr.registerPlugin("response", Response);
  Yasqe.registerAutocompleter({
    name: "terms",
    bulk: true,
    autoShow: true,
    get: listTerms,
    isValidCompletionPosition: (editor) => {
      const token = editor.getCompleteToken();
      return /^[a-z]+:/.test(token.string) && !/string(?!-2)|comment/.test(token.type || "");
    },
  });
  // The others ask servers elsewhere.
  Yasqe.defaults.autocompleters = ["variables", "terms"];

  const room = document.createElement("div");
  box.after(room);
  box.hidden = true;
  const editor = new Yasqe(room, {
    value: "",
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    screenReaderLabel: words.question,
    requestConfig: { endpoint: "/sparql" },
    // Tab moves on, as everywhere on the page.
    extraKeys: { "Ctrl-Enter": ask, "Cmd-Enter": ask, Tab: false, "Shift-Tab": false },
  });
  // Each question begins with the prefixes that the server knows: they need not be declared.
  const mode = editor.getMode();
  const begin = mode.startState;
  mode.startState = (...start) => ({ ...begin(...start), prefixes: { ...prefixes } });
  editor.setValue(box.value.trimEnd());
  // A list of names is made anew with each letter: yasqe would leave the one of the word's beginning.
  editor.on("change", (_, { origin }) => origin === "complete" || editor.closeHint());
  form.querySelector("label[for=query]").addEventListener("click", () => editor.focus());

  let asking = null;
  let answers = null;

  function show(title, ...content) {
    const heading = document.createElement("h2");
    heading.id = "answer";
    heading.append(...title);
    const section = document.createElement("section");
    section.setAttribute("aria-labelledby", heading.id);
    section.append(heading, ...content);
    outcome.replaceChildren(section);
  }

  function showFailure(message) {
    const alert = document.createElement("pre");
    alert.setAttribute("role", "alert");
    alert.lang = "en";
    alert.textContent = message;
    outcome.replaceChildren(alert);
  }

  function showAnswer(response) {
    const drawn = document.createElement("div");
    const count = document.createElement("span");
    count.className = "count";
    count.setAttribute("role", "status");
    show([words.answer, " ", count], drawn);
    if (answers) answers.destroy();
    answers = new Yasr(drawn, {
      persistenceId: null,
      prefixes,
      plugins: { table: { dynamicConfig: { compact: true, isEllipsed: false } } },
    });
    answers.setResponse(response);
    answers.resultsEl.tabIndex = 0;
    answers.resultsEl.setAttribute("role", "group");
    answers.resultsEl.setAttribute("aria-labelledby", "answer");
    const rows = answers.results.getBindings();
    count.textContent = rows ? rows.length : "";
  }

  async function ask() {
    asking?.abort();
    const mine = (asking = new AbortController());
    box.value = editor.getValue();
    outcome.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch("/sparql", {
        method: "POST",
        headers: { Accept: types },
        body: new URLSearchParams({ query: box.value }),
        signal: mine.signal,
      });
      const content = await answer.text();
      if (!answer.ok) return showFailure(content);
      const { status, headers } = answer;
      showAnswer({ ok: true, status, statusText: "", headers, content });
    } catch (error) {
      if (error.name !== "AbortError") showFailure(words.failed);
    } finally {
      if (asking === mine) outcome.removeAttribute("aria-busy");
    }
  }

  form.addEventListener("submit", (event) => {
    box.value = editor.getValue();
    if (event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    ask();
  });
})();
