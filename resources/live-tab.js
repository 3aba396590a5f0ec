// The tab "CTI" in the sidebar: the sessions of the cti-servers that run, as long as somebody looks at it.
window.CtiEditor ??= {};

(() => {
  const ID = 'cti';
  const SHOW = 'cti:show-session-tab';
  /** Milliseconds between two looks. */
  const PAUSE = 1000;
  let tab;

  /** text: gives the words of a key. */
  CtiEditor.addLiveTab = (text) => {
    if (tab) return;
    tab = liveTab(text);
    RED.sidebar.addTab({
      id: ID,
      name: text('cti-server.live.name'),
      label: 'CTI',
      iconClass: 'fa fa-headphones',
      content: tab.content,
      enableOnEdit: true,
      action: SHOW,
    });
    RED.actions.add(SHOW, () => RED.sidebar.show(ID), { label: text('cti-server.live.show') });
  };

  CtiEditor.removeLiveTab = () => {
    if (!tab) return;
    tab.close();
    tab = undefined;
    RED.actions.remove(SHOW);
    RED.sidebar.removeTab(ID);
  };

  function liveTab(text) {
    const content = $('<div class="cti-live">');
    const nothing = $('<p class="cti-live-none">').appendTo(content);
    const some = $('<div hidden>').appendTo(content);
    const select = $('<select id="cti-live-server">');
    $('<div class="cti-live-chosen">')
      .append($('<label for="cti-live-server">').text(text('cti-server.label.paletteLabel')), select)
      .appendTo(some);
    const view = CtiEditor.liveView(some, text);
    const traffic = CtiEditor.liveTraffic(some, text, look);
    let timer;
    let watching = false;
    let asked = 0;

    function look() {
      clearTimeout(timer);
      if (!watching) return;
      const question = ++asked;
      const current = () => watching && question === asked;
      const data = { id: select.val() ?? '', ...traffic.question() };
      $.ajax({ url: 'cti-server/live', data, dataType: 'json', global: false })
        .then(
          (answer) => {
            if (current()) show(answer);
          },
          () => {
            if (current()) say(text('cti-server.live.noAnswer'));
          },
        )
        .always(() => {
          if (current()) timer = setTimeout(look, PAUSE);
        });
    }
    function show({ servers, view: shown }) {
      if (!shown) {
        say(text('cti-server.live.none'));
        return;
      }
      say('');
      choices(servers, shown.id);
      view.show(
        shown,
        servers.find(({ id }) => id === shown.id),
      );
      traffic.show(shown);
    }
    /** In the place of everything else. */
    function say(words) {
      if (nothing.text() !== words) nothing.text(words);
      nothing.prop('hidden', words === '');
      some.prop('hidden', words !== '');
    }
    function choices(servers, chosen) {
      const wanted = servers.map((server) => [server.id, `${nameOf(server)}: ${CtiEditor.statusText(server.shown)}`]);
      if (JSON.stringify(select.data('shown')) !== JSON.stringify(wanted)) {
        select.data('shown', wanted).empty();
        for (const [id, words] of wanted) $('<option>').val(id).text(words).appendTo(select);
      }
      if (select.val() !== chosen) select.val(chosen);
    }
    /** One in a subflow has the id of each use of the subflow before its own. */
    function nameOf({ id, name, shown }) {
      const known = RED.nodes.node(id.split('-').pop());
      return name || (known ? RED.utils.getNodeLabel(known) : (shown.host ?? id));
    }
    /** Only what is seen is asked for. */
    function watch(seen) {
      if (seen === watching) return;
      watching = seen;
      clearTimeout(timer);
      if (watching) look();
    }

    let inSight = false;
    const follow = () => watch(inSight && !document.hidden);
    const sight = new IntersectionObserver((entries) => {
      inSight = entries.at(-1).isIntersecting;
      if (!inSight) traffic.stop();
      follow();
    });
    sight.observe(content[0]);
    document.addEventListener('visibilitychange', follow);
    select.on('change', () => {
      traffic.clear();
      look();
    });
    return {
      content,
      close: () => {
        sight.disconnect();
        document.removeEventListener('visibilitychange', follow);
        watch(false);
      },
    };
  }

  /** The words of a status, in the editor's language, as core shows them below a node. */
  CtiEditor.statusText = ({ text }) => (/^[@a-zA-Z]/.test(text ?? '') ? RED._(text, { defaultValue: text }) : text);
})();
