// What the tab "CTI" shows of a session, but for its traffic.
window.CtiEditor ??= {};

(() => {
  const OURS = '@ged188/node-red-cti/';
  /** Counters that are shown though nothing was counted: what is not the usual stands out. */
  const ALWAYS = new Set(['framesIn', 'framesOut', 'events', 'requestsSent', 'requestsConfirmed']);

  /** A moment as people at this browser write it; of another day than today with the date. */
  function moment(iso) {
    const date = new Date(iso);
    const isToday = date.toDateString() === new Date().toDateString();
    return isToday ? date.toLocaleTimeString(RED.i18n.lang()) : date.toLocaleString(RED.i18n.lang());
  }
  const milliseconds = (seconds) => Math.round(seconds * 10000) / 10;

  /** What is said of a code: a sentence of the catalog, else nothing. */
  function wordsOf(code) {
    const key = `${OURS}cti-server:${code.startsWith('CTI_') ? 'cti-server.errorCode.' : 'protocol.refusal.'}${code}`;
    return RED._(key, { defaultValue: '' });
  }
  /** A service in a few words: what stands before the colon. */
  const serviceName = (bit) => CtiEditor.words.bit(bit).split(/[:：]/)[0].trim();

  /** Puts the sections into the element. Returns { show(view, line) }. */
  CtiEditor.liveView = (element, text) => {
    const state = $('<p class="cti-live-state"><span class="cti-live-dot" aria-hidden="true"></span>').appendTo(
      element,
    );
    const words = $('<span role="status" aria-live="polite">').appendTo(state);
    const section = (name) => CtiEditor.liveSection(element, text(`cti-server.live.heading.${name}`), name);
    const session = rows(section('session'));
    const model = rows(section('model'));
    const errors = lines(section('errors'), text('cti-server.live.noneYet'));
    const gaps = lines(section('gaps'), text('cti-server.live.noneYet'));
    const counters = rows(section('counters'));
    const row = (key, value) => [key, text(`cti-server.live.row.${key}`), value];

    function show({ session: seen, errors: found }, { shown }) {
      state.attr('data-fill', shown.fill).attr('data-shape', shown.shape);
      const now = CtiEditor.statusText(shown);
      // A screen reader says what changes, and nothing else.
      if (words.text() !== now) words.text(now);
      errors(found.map(errorLine));
      for (const part of element.children('details').not('[data-part="errors"]')) part.hidden = !seen;
      if (!seen) return;
      session(sessionRows(seen));
      model(modelRows(seen.model));
      gaps(seen.gaps.map(gapLine));
      counters(counterRows(seen.counters));
    }

    function sessionRows({ status, standby, heartbeats, answers }) {
      const { side, host, port, since, retryAt, epoch, protocol, services, missingServices = [] } = status;
      const peer = side && `${text('cti-server.test.side', { side })}, ${host}:${port}`;
      const missing = missingServices.map(({ service }) => serviceName(service)).join(', ');
      return [
        row('peer', peer),
        row('since', moment(since)),
        row('retryAt', retryAt && moment(retryAt)),
        row(
          'standby',
          standby && `${text('cti-server.test.side', status.standby)}: ${CtiEditor.statusText({ text: standby })}`,
        ),
        ['protocol', text('cti-server.label.protocolVersion'), protocol],
        ['services', text('cti-server.label.allServices'), services?.map(serviceName).join(', ')],
        ['missing', text('cti-server.status.servicesMissing'), missing],
        ['peripherals', text('cti-server.test.step.peripherals'), peripherals(status)],
        ['armed', text('cti-server.status.armed'), status.armedUntil && moment(status.armedUntil)],
        row(
          'heartbeats',
          heartbeats.at && text('cti-server.live.heartbeat', { ...times(heartbeats), at: moment(heartbeats.at) }),
        ),
        row('answers', answers.count > 0 && text('cti-server.live.answers', times(answers))),
        row('opened', epoch),
      ];
    }
    function times({ last, p50, p95 }) {
      return { last: milliseconds(last), p50: milliseconds(p50), p95: milliseconds(p95) };
    }
    function peripherals({ peripherals: known = [] }) {
      const offLine = text('cti-server.status.degraded.PGS_PERIPHERAL_OFFLINE');
      return known
        .map(({ peripheralID, online }) => (online ? peripheralID : `${peripheralID} (${offLine})`))
        .join(', ');
    }

    function modelRows(known) {
      if (!known) return [row('picture', text('cti-server.live.notFollowed'))];
      const { calls, agents, incomplete } = known;
      const picture = incomplete ? CtiEditor.statusText({ text: incomplete }) : text('cti-server.live.complete');
      const now = [
        RED._(`${OURS}cti-call:cti-call.status.calls`, { count: calls }),
        RED._(`${OURS}cti-agent:cti-agent.status.agents`, { count: agents }),
      ];
      return [row('picture', picture), row('now', now.join(', '))];
    }

    function counterRows({ done, dropped, heldBack }) {
      const held = {
        dryRun: text('cti-server.status.dryRun'),
        notAllowed: wordsOf('CTI_NOT_ALLOWED'),
        notArmed: wordsOf('CTI_NOT_ARMED'),
        rateLimited: wordsOf('CTI_RATE_LIMITED'),
      };
      const counted = (group) => Object.entries(group).filter(([name, count]) => count > 0 || ALWAYS.has(name));
      const named =
        (group) =>
        ([name, count]) => [name, text(`cti-server.live.${group}.${name}`), count];
      const headed = (name, found) =>
        found.length > 0 ? [[name, text(`cti-server.live.heading.${name}`)], ...found] : [];
      return [
        ...counted(done).map(named('counter')),
        ...headed('dropped', counted(dropped).map(named('dropped'))),
        ...headed(
          'heldBack',
          counted(heldBack).map(([name, count]) => [name, held[name], count]),
        ),
      ];
    }

    function errorLine({ at, times: count, code, topic, what, toDo }) {
      const known = wordsOf(code);
      const said = what?.key ? CtiEditor.say(what) : what ? CtiEditor.sayError(what.text, code) : known || code;
      const often = count > 1 ? ` (${text('cti-server.live.times', { count })})` : '';
      const begin = topic && !said.includes(topic) ? `${topic}: ` : '';
      return { at, often, said: begin + said, toDo: toDo && CtiEditor.say(toDo), code };
    }
    function gapLine({ to, seconds, side, code }) {
      const said = text('cti-server.log.gap', { side, seconds: Math.round(seconds * 10) / 10 });
      return { at: to, often: '', said, toDo: wordsOf(code), code };
    }

    return { show };
  };

  /** A part of the tab that can be folded. */
  CtiEditor.liveSection = (element, heading, name) => {
    const details = $('<details open>').attr('data-part', name).appendTo(element);
    $('<summary>').append($('<h3>').text(heading)).appendTo(details);
    return details;
  };

  /** A table of names and values; one without a value is left out, one with two members is a heading. */
  function rows(element) {
    const body = $('<table><tbody></tbody></table>').appendTo(element).children();
    return (wanted) => {
      const seen = wanted.filter(
        (row) => row.length === 2 || (row[2] !== undefined && row[2] !== '' && row[2] !== false),
      );
      const keys = seen.map(([key]) => key).join();
      if (body.data('keys') !== keys) {
        body.data('keys', keys).empty();
        for (const [key, label, ...values] of seen) {
          const line = $('<tr>').attr('data-key', key).appendTo(body);
          const head = $('<th>').text(label).appendTo(line);
          if (values.length > 0) head.attr('scope', 'row').after('<td>');
          else head.attr({ scope: 'colgroup', colspan: 2 });
        }
      }
      for (const [i, [, , value]] of seen.entries()) {
        const cell = body.children().eq(i).children('td');
        if (cell.text() !== String(value ?? '')) cell.text(value);
      }
    };
  }

  /** What has happened, the latest first. */
  function lines(element, nothing) {
    const list = $('<ul>').appendTo(element);
    return (wanted) => {
      const shown = JSON.stringify(wanted);
      if (list.data('shown') === shown) return;
      list.data('shown', shown).empty();
      if (wanted.length === 0) $('<li>').text(nothing).appendTo(list);
      for (const { at, often, said, toDo, code } of wanted) {
        const line = $('<li>').appendTo(list);
        if (at)
          $('<time>')
            .attr('datetime', at)
            .text(`${moment(at)}${often}`)
            .appendTo(line);
        $('<span>').text(said).appendTo(line);
        if (toDo) $('<span class="cti-live-more">').text(toDo).appendTo(line);
        $('<code>').text(code).appendTo(line);
      }
    };
  }
})();
