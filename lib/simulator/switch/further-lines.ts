/** The non-ACD lines of agents' phones, as they are configured. */
import type { ExtraDevice, SimulatorConfiguration } from '../configuration/configuration';
import { Device } from './device';
import type { Switch } from './switch';

/** Lines that are new come, those that are configured no more go. */
export function connectLines(world: Switch): void {
  const wanted = linesOf(world.configuration);
  for (const line of [...world.devices.values()]) {
    if (!line.acdLine || isWanted(line, wanted, world)) continue;
    line.acdLine.furtherLines.delete(line);
    world.devices.delete(line.number);
  }
  for (const { number, phone = '' } of wanted) {
    const acdLine = world.devices.get(phone);
    if (acdLine && !world.devices.has(number)) {
      world.devices.set(number, new Device(number, acdLine.peripheral, acdLine));
    }
  }
}

/** Lines with a call that would not be there in the next configuration. */
export function linesInUse(world: Switch, next: SimulatorConfiguration): Device[] {
  const wanted = linesOf(next);
  return [...world.devices.values()].filter((line) => line.acdLine && !line.idle && !isWanted(line, wanted, world));
}

function linesOf({ extraDevices = [] }: SimulatorConfiguration): ExtraDevice[] {
  return extraDevices.filter((one) => one.phone !== undefined);
}

function isWanted(line: Device, wanted: readonly ExtraDevice[], world: Switch): boolean {
  const one = wanted.find(({ number }) => number === line.number);
  return one?.phone !== undefined && world.devices.get(one.phone) === line.acdLine;
}
