// The end of the decoded traffic in the tab "CTI": off until somebody asks for it.
window.CtiEditor ??= {};

(() => {
  /** Lines that are kept; Node-RED keeps as many. */
  const MOST = 200;

  /** Puts the section into the element. look: asks Node-RED at once. Returns { question(), show(view), clear(), stop() }. */
  CtiEditor.liveTraffic = (element, text, look) => {
    const section = CtiEditor.liveSection(element, text('cti-server.live.heading.traffic'), 'traffic');
    $('<p class="cti-live-more">').text(text('cti-server.live.traffic.hint')).appendTo(section);
    const button = $('<button type="button" class="red-ui-button red-ui-button-small">').appendTo(section);
    const waiting = $('<p class="cti-live-more">').text(text('cti-server.live.traffic.waiting')).appendTo(section);
    // Not live for a screen reader: it would not come to an end.
    const list = $('<ol class="cti-live-traffic" tabindex="0" role="log" aria-live="off">')
      .attr('aria-label', text('cti-server.live.heading.traffic'))
      .appendTo(section);
    let on = false;
    let last = 0;

    function turn(state) {
      on = state;
      button.html(`<i class="fa fa-${on ? 'stop' : 'play'}" aria-hidden="true"></i> `);
      button.append(document.createTextNode(text(on ? 'cti-server.test.stop' : 'cti-server.live.traffic.show')));
      arrange();
    }
    function arrange() {
      const empty = list.children().length === 0;
      waiting.prop('hidden', !on || !empty);
      list.prop('hidden', empty);
    }
    function clear() {
      last = 0;
      list.empty();
      arrange();
    }
    function show({ traffic = [] }) {
      if (!on || traffic.length === 0) return;
      const box = list[0];
      const isAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 4;
      const [first] = traffic;
      if (last > 0 && first.number > last + 1) left(first.number - last - 1);
      for (const line of traffic) add(line);
      last = traffic.at(-1).number;
      while (box.children.length > MOST) box.firstChild.remove();
      arrange();
      // Who has scrolled back reads on.
      if (isAtEnd) box.scrollTop = box.scrollHeight;
    }
    /** More has come between two looks than Node-RED keeps. */
    function left(count) {
      $('<li class="cti-live-more">').text(text('cti-server.live.traffic.left', { count })).appendTo(list);
    }
    function add({ at, way, topic, fields }) {
      const item = $('<li>').attr('data-way', way).appendTo(list);
      const time = new Date(at).toLocaleTimeString(RED.i18n.lang(), {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        fractionalSecondDigits: 3,
        hourCycle: 'h23',
      });
      $('<time>').attr('datetime', at).text(time).appendTo(item);
      const direction = text(`cti-server.live.traffic.${way}`);
      $('<i class="fa" role="img">')
        .addClass(way === 'in' ? 'fa-arrow-left' : 'fa-arrow-right')
        .attr({ 'aria-label': direction, title: direction })
        .appendTo(item);
      $('<b>').text(topic).attr('title', CtiEditor.words.title(topic)).appendTo(item);
      $('<span>').text(fields).appendTo(item);
    }

    button.on('click', () => {
      if (!on) clear();
      turn(!on);
      look();
    });
    turn(false);
    return {
      question: () => (on ? { traffic: last } : {}),
      show,
      clear,
      stop: () => {
        if (on) turn(false);
      },
    };
  };
})();
