// The dialog of cti-server: what one setting changes at another.
window.CtiEditor ??= {};

/**
 * Shows what follows from other settings: default ports, and what has no meaning without something else.
 * field: gives the input of a property; text: gives the words of a key. Returns a function that takes the ports of the
 * definitions once they are there.
 */
CtiEditor.followSettings = (field, text) => {
  let ports;
  function follow() {
    const secured = field('usetls').prop('checked');
    const instance = field('instance').val().trim() || '0';
    const known = ports && /^\d+$/.test(instance);
    for (const side of ['A', 'B']) {
      const first = ports?.[secured ? `secure${side}` : side];
      field(side === 'A' ? 'port' : 'portB').attr(
        'placeholder',
        known ? String(first + ports.perInstance * Number(instance)) : text('cti-server.placeholder.port'),
      );
    }
    $('#cti-server-tls').toggle(secured);
    const version = field('protocolVersion').val().trim();
    const tooOld = /^\d+$/.test(version) && Number(version) < 24;
    field('hotStandby').prop('disabled', field('hostB').val().trim() === '' || tooOld);
  }
  field('instance').add(field('protocolVersion')).add(field('hostB')).on('input', follow);
  field('usetls').on('change', follow);
  follow();
  return (known) => {
    ports = known;
    follow();
  };
};
