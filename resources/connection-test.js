// The button "Test connection" in the dialog of cti-server, and what it finds, step by step.
window.CtiEditor ??= {};

(() => {
  /** Milliseconds between two questions how far the test has come. */
  const PAUSE = 300;
  const ICONS = { ok: 'check', warning: 'exclamation-triangle', failed: 'times' };

  const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

  /** A sentence of the server in the editor's language; in English where that has no words for it. */
  CtiEditor.say = ({ text, key, values }) => {
    if (!key) return text;
    const filled = {};
    for (const [name, value] of Object.entries(values ?? {})) {
      const words = typeof value === 'object' ? CtiEditor.say(value) : String(value);
      filled[name] = name === 'next' ? capital(words) : words;
    }
    return RED._(`@ged188/node-red-cti/cti-server:${key}`, { defaultValue: text, ...filled });
  };

  /** An error that says in English only what is wrong: in another language after a sentence about its code. */
  CtiEditor.sayError = (message, code) => {
    const words = code?.startsWith('CTI_') ? 'cti-server.errorCode.' : 'protocol.refusal.';
    const key = `@ged188/node-red-cti/cti-server:${words}${code}`;
    const said = RED._(key);
    return said === RED._(key, { lng: 'en-US' }) ? message : `${said} (${message})`;
  };

  /** What a step has found. */
  const found = (what, code) => (what.key || !code ? CtiEditor.say(what) : CtiEditor.sayError(what.text, code));

  /**
   * Tries the settings as they stand in the form. form: gives what the dialog holds, saved or not; text: gives the
   * words of a key. Returns what ends the test.
   */
  CtiEditor.connectionTest = (form, text) => {
    const button = $('#cti-server-test');
    const state = $('#cti-server-test-state');
    const results = resultList($('#cti-server-test-sides'), text);
    let test;
    let timer;

    function show(icon, label, words) {
      button.html(`<i class="fa fa-${icon}"></i> `).append(document.createTextNode(text(label)));
      state.text(words);
    }
    function idle(words) {
      test = undefined;
      clearTimeout(timer);
      show('stethoscope', 'cti-server.test.begin', words);
    }
    function notDone(error) {
      idle(text('cti-server.test.notDone'));
      const { message, code } = error ?? {};
      results.failure(message ? CtiEditor.sayError(message, code) : text('cti-server.test.noAnswer'), code);
    }
    function finish({ error, report }) {
      if (error) {
        notDone(error);
        return;
      }
      for (const side of report.sides) results.heading(side);
      const some = report.sides.some(({ outcome }) => outcome === 'open');
      const none = some ? 'cti-server.test.partly' : 'cti-server.test.failed';
      idle(text(report.ok ? 'cti-server.test.ok' : none));
    }
    function poll() {
      const asked = test;
      $.getJSON(`cti-server/test/${asked.id}`).then(
        (progress) => {
          if (test !== asked) return;
          for (const step of progress.steps.slice(asked.shown)) results.step(step);
          asked.shown = progress.steps.length;
          if (progress.done) finish(progress);
          else timer = setTimeout(poll, PAUSE);
        },
        (request) => {
          if (test === asked) notDone(request.responseJSON);
        },
      );
    }
    function begin() {
      results.clear();
      const begun = { shown: 0 };
      test = begun;
      show('stop', 'cti-server.test.stop', text('cti-server.test.running'));
      const data = JSON.stringify(form());
      $.ajax({ url: 'cti-server/test', type: 'POST', contentType: 'application/json', data }).then(
        ({ id }) => {
          begun.id = id;
          if (test === begun) poll();
          else forget(begun);
        },
        (request) => {
          if (test === begun) notDone(request.responseJSON);
        },
      );
    }
    function forget(which) {
      if (which?.id) $.ajax({ url: `cti-server/test/${which.id}`, type: 'DELETE' });
    }
    function end() {
      forget(test);
      idle(text('cti-server.test.stopped'));
    }
    button.on('click', () => {
      if (test) end();
      else begin();
    });
    idle('');
    return end;
  };

  /** What the test has found: a section for each side, a line for each step. */
  function resultList(sides, text) {
    function line(outcome, detail, code, advice) {
      const item = $('<li>').append($('<i class="fa" aria-hidden="true">').addClass(`fa-${ICONS[outcome]}`));
      $('<span class="cti-unseen">')
        .text(`${text(`cti-server.test.outcome.${outcome}`)}: `)
        .appendTo(item);
      $('<span>').text(detail).appendTo(item);
      if (code || advice) {
        const more = $('<div class="cti-advice">')
          .text(advice ? `${advice} ` : '')
          .appendTo(item);
        if (code) $('<code>').text(code).appendTo(more);
      }
      return item;
    }
    const nameOf = (side) => text('cti-server.test.side', { side });
    function sectionOf(side) {
      const known = sides.find(`[data-side="${side}"]`);
      if (known.length > 0) return known;
      const section = $('<section>')
        .attr('data-side', side)
        .append($('<h5>').text(nameOf(side)), $('<ul>'));
      const later = sides.children().filter((_index, other) => $(other).attr('data-side') > side);
      return later.length > 0 ? section.insertBefore(later.first()) : section.appendTo(sides);
    }
    return {
      clear: () => sides.empty(),
      failure: (message, code) => sides.append($('<ul>').append(line('failed', message, code))),
      heading: ({ side, host, port, outcome }) => {
        const result = text(`cti-server.test.result.${outcome}`);
        sectionOf(side)
          .children('h5')
          .text(`${nameOf(side)}, ${host}:${port}: ${result}`);
      },
      step: ({ side, name, outcome, seconds, code, told: { what, toDo } }) => {
        const item = line(outcome, found(what, code), code, toDo && capital(CtiEditor.say(toDo)));
        const time = text('cti-server.test.milliseconds', { time: Math.round(seconds * 1000) });
        item
          .children('span')
          .last()
          .before($('<b>').text(text(`cti-server.test.step.${name}`)), $('<span class="cti-unit">').text(time), '<br>');
        sectionOf(side).children('ul').append(item);
      },
    };
  }
})();
