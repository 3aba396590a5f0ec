// What to say for the guide's names: in the editor's language, else in English, else the name itself.
window.CtiEditor ??= {};

(() => {
  const say = (key, otherwise) => RED._(`@ged188/node-red-cti/cti-server:protocol.${key}`, { defaultValue: otherwise });

  CtiEditor.words = {
    /** A sentence about a message; empty where its layout is not public. */
    message: (name) => say(`message.${name}`, ''),
    /** A few words for a message that the server sends. */
    title: (name) => say(`title.${name}`, name),
    /** A few words for a key of a request. */
    fieldTitle: (key) => say(`fieldTitle.${key}`, key),
    /** A sentence about a key of a request: what it is in this message, else in all. */
    field: (message, key) => say(`field.${message}.${key}`, say(`field.${key}`, '')),
    /** When one of a group of fields is needed, given by the definition's `when`. */
    condition: (when) => say(`condition.${when}`, when),
    constant: (table, constant) => say(`constant.${table}.${constant}`, constant),
    bit: (bit) => say(`bit.${bit}`, bit),
    /** What people call a service, given by the guide's heading. */
    service: (heading) => say(`service.${heading}`, heading),
    /** What happens by an action of the simulator. */
    action: (name) => say(`action.${name}.about`, name),
    /** What a field of such an action is. */
    actionField: (name, field) => say(`action.${name}.${field}`, ''),
    actionGroup: (group) => say(`actionGroup.${group}`, group),
    /** What a scenario that comes with the simulator is about. */
    scenario: (name) => say(`scenario.${name}`, ''),
  };
})();
