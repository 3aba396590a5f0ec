import { CONNECTION_TYPE } from '../messages/about';
import { Refusal } from '../refusal';
import { CallData, checkEcc } from '../switch/call-data';
import { makeCall as place } from '../switch/outgoing';
import { confirm, type Handler } from './handler';
import { checkControl, locatePeripheral } from './locate';

export const makeCall: Handler<'MAKE_CALL_REQ'> = (request, context) => {
  const { world } = context;
  const peripheral = locatePeripheral(request.peripheralID, world);
  const device = world.devices.get(request.agentInstrument ?? '');
  if (!device || device.peripheral !== peripheral) {
    const message = `agentInstrument: there is no phone ${request.agentInstrument} on peripheral ${request.peripheralID}`;
    throw new Refusal('CF_INVALID_CALLING_DEVICE', message, { field: 'agentInstrument' });
  }
  checkControl(device, context);
  checkEcc(world.configuration, request);
  const number = request.dialedNumber ?? '';
  const data = new CallData(request);
  data.set({ ani: device.number });
  const { call, proceed } = place(world, device, number, data);
  return confirm(
    'MAKE_CALL_CONF',
    {
      newConnectionCallID: call.callID,
      newConnectionDeviceIDType: CONNECTION_TYPE,
      newConnectionDeviceID: device.number,
      lineHandle: 0,
      lineType: call.lineType,
    },
    proceed,
  );
};
