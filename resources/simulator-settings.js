// The dialog of cti-simulator: what its settings show and hide, and the contact centre, checked while it is typed.
window.CtiEditor ??= {};

(() => {
  /** Milliseconds without a key before what was typed is checked. */
  const PAUSE = 400;
  const field = (name) => $(`#node-input-${name}`);

  /**
   * Prepares the form. text: gives the words of a key. Returns { save(), resize(), close() }: save takes over what the
   * code editor holds.
   */
  CtiEditor.simulatorSettings = (node, text) => {
    showDefaults(node);
    const known = CtiEditor.simulatorDefinitions();
    const centre = contactCentre(node, text, known);
    const disorder = () => $('#cti-sim-seed').toggle(field('disorder').prop('checked'));
    const secured = () => {
      $('#cti-sim-tls').toggle(field('usetls').prop('checked'));
      $('#cti-sim-secure-b').toggle(field('portB').val().trim() !== '');
    };
    field('disorder').on('change', disorder);
    field('usetls').on('change', secured);
    field('portB').on('input', secured);
    disorder();
    secured();
    scenarios(node, text, known);
    known.then(({ ports }) => {
      field('securePort').attr('placeholder', ports.secureA);
      field('securePortB').attr('placeholder', ports.secureB);
    });
    return centre;
  };

  /** A node of an earlier edition lacks settings that have come since: they are shown as they count. */
  function showDefaults(node) {
    for (const [name, { value, type }] of Object.entries(node._def.defaults)) {
      if (node[name] !== undefined || type) continue;
      if (typeof value === 'boolean') field(name).prop('checked', value);
      else field(name).val(value);
    }
  }

  function scenarios(node, text, known) {
    const select = field('scenario');
    const add = (value, label) => $('<option>').val(value).text(label).appendTo(select);
    add('', text('cti-simulator.label.noScenario'));
    // Until the list is here, so that saving early keeps the choice.
    if (node.scenario) add(node.scenario, node.scenario);
    select.val(node.scenario ?? '');
    const follow = () => field('repeat').prop('disabled', select.val() === '');
    select.on('change', follow);
    follow();
    known.then(({ scenarios: all }) => {
      for (const { name } of all) {
        if (name === node.scenario) select.find(`option[value="${name}"]`).remove();
        add(name, `${CtiEditor.words.scenario(name)} (${name})`);
      }
      select.val(node.scenario ?? '');
    });
  }

  /** The ways to give a contact centre, and whether what is given is right. */
  function contactCentre(node, text, known) {
    const choice = field('contactCentre');
    const state = $('#cti-sim-centre-state');
    let editor;
    let timer;
    let asked = 0;

    function open() {
      if (editor) return;
      editor = RED.editor.createEditor({
        id: 'cti-sim-editor',
        mode: 'ace/mode/json',
        value: field('configuration').val(),
      });
      editor.getSession().on('change', later);
      // Nothing typed yet: the ready-made one is what people start from.
      known.then(({ contactCentre: ready }) => {
        if (editor && editor.getValue().trim() === '') editor.setValue(JSON.stringify(ready, null, 2), -1);
      });
    }
    function show(className, words) {
      state.attr('class', className).text(words);
    }
    function check() {
      const which = choice.val();
      const question = ++asked;
      show('', '');
      if (which === 'ready') return;
      const data = JSON.stringify({
        id: node.id,
        contactCentre: which,
        agents: field('agents').val(),
        file: field('file').val(),
        configuration: editor ? editor.getValue() : field('configuration').val(),
      });
      $.ajax({ url: 'cti-simulator/check', type: 'POST', contentType: 'application/json', data }).then(
        ({ error, agents, dialedNumbers }) => {
          if (question !== asked) return;
          if (error) show('cti-sim-error', CtiEditor.sayError(error.message, error.code));
          else show('cti-sim-fine', text('cti-simulator.contactCentre.fine', { agents, dialedNumbers }));
        },
        () => {
          if (question === asked) show('cti-sim-error', text('cti-simulator.error.notChecked'));
        },
      );
    }
    function later() {
      clearTimeout(timer);
      asked += 1;
      timer = setTimeout(check, PAUSE);
    }
    function follow() {
      const which = choice.val();
      $('.cti-sim-centre').each((_index, row) => $(row).toggle($(row).data('choice') === which));
      if (which === 'typed') open();
      check();
    }
    choice.on('change', follow);
    field('agents').add(field('file')).on('input', later);
    follow();
    return {
      save: () => {
        if (editor) field('configuration').val(editor.getValue());
      },
      resize: () => {
        if (editor) editor.resize();
      },
      close: () => {
        clearTimeout(timer);
        asked += 1;
        if (editor) editor.destroy();
        editor = undefined;
      },
    };
  }
})();
