// What the dialog of cti-simulator knows of the simulator: actions, scenarios, the ready-made contact centre, ports.
window.CtiEditor ??= {};

(() => {
  let definitions;

  /** Returns jQuery's promise, one for all dialogs. */
  CtiEditor.simulatorDefinitions = () => {
    definitions ??= $.getJSON('cti-simulator/definitions').fail(() => {
      definitions = undefined;
    });
    return definitions;
  };
})();
