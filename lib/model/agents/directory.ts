/** What numbers stand for, as the configuration messages tell it. */
import type { Constant, MessageName, Payload } from '../../protocol';

type Operation = Constant<'ConfigRecordType'> | number | undefined;

export interface SkillGroupRecord {
  readonly peripheralID: number | undefined;
  readonly skillGroupNumber: number;
  readonly skillGroupID: number | undefined;
  readonly name: string | undefined;
  readonly mrdid: number | undefined;
  readonly precisionQueueID: number | undefined;
  readonly precisionQueueName: string | undefined;
}

export interface ServiceRecord {
  readonly peripheralID: number | undefined;
  readonly serviceNumber: number;
  readonly serviceID: number | undefined;
  readonly name: string | undefined;
}

export interface DeviceRecord {
  readonly peripheralID: number | undefined;
  /** Extension, dialed number or number on the peripheral. */
  readonly deviceID: string;
  readonly deviceType: Constant<'ConfigDeviceType'> | number | undefined;
}

export interface NamedRecord {
  readonly id: number;
  readonly name: string | undefined;
}

/** Records of one kind. What an update leaves out stays. */
class Records<R extends object> {
  readonly #records = new Map<string, R>();

  get(key: string): R | undefined {
    return this.#records.get(key);
  }

  all(): Iterable<R> {
    return this.#records.values();
  }

  apply(operation: Operation, key: string, record: R, oldKey = key): void {
    const before = this.#records.get(oldKey);
    if (oldKey !== key) this.#records.delete(oldKey);
    if (operation === 'CONFIG_RECORD_DELETE') this.#records.delete(key);
    else this.#records.set(key, { ...before, ...given(record) });
  }
}

export class Directory {
  readonly #skillGroups = new Records<SkillGroupRecord>();
  readonly #services = new Records<ServiceRecord>();
  readonly #devices = new Records<DeviceRecord>();
  readonly #callTypes = new Records<NamedRecord>();
  readonly #domains = new Records<NamedRecord>();

  skillGroup(peripheralID: number | null, skillGroupNumber: number): SkillGroupRecord | undefined {
    return this.#skillGroups.get(`${peripheralID ?? undefined}/${skillGroupNumber}`);
  }

  service(peripheralID: number | null, serviceNumber: number): ServiceRecord | undefined {
    return this.#services.get(`${peripheralID ?? undefined}/${serviceNumber}`);
  }

  callType(callTypeID: number): NamedRecord | undefined {
    return this.#callTypes.get(`${callTypeID}`);
  }

  /** A media routing domain. */
  domain(mrdid: number): NamedRecord | undefined {
    return this.#domains.get(`${mrdid}`);
  }

  get skillGroups(): Iterable<SkillGroupRecord> {
    return this.#skillGroups.all();
  }

  get services(): Iterable<ServiceRecord> {
    return this.#services.all();
  }

  get devices(): Iterable<DeviceRecord> {
    return this.#devices.all();
  }

  get callTypes(): Iterable<NamedRecord> {
    return this.#callTypes.all();
  }

  get domains(): Iterable<NamedRecord> {
    return this.#domains.all();
  }

  apply(topic: string, payload: object): void {
    const { records = [] } = payload as { readonly records?: readonly never[] };
    for (const record of records) this.#take(topic, record);
  }

  #take(topic: string, record: never): void {
    switch (topic) {
      case 'CONFIG_SERVICE_EVENT':
        this.#takeService(record);
        break;
      case 'CONFIG_SKILL_GROUP_EVENT':
        this.#takeSkillGroup(record);
        break;
      case 'CONFIG_DEVICE_EVENT':
        this.#takeDevice(record);
        break;
      case 'CONFIG_CALL_TYPE_EVENT':
        this.#takeCallType(record);
        break;
      case 'CONFIG_MRD_EVENT':
        this.#takeDomain(record);
        break;
    }
  }

  #takeService(record: Record<'CONFIG_SERVICE_EVENT'>): void {
    const { recordType, fltPeripheralID: peripheralID, peripheralNumber, oldPeripheralNumber } = record;
    if (peripheralNumber === undefined) return;
    this.#services.apply(
      recordType,
      `${peripheralID}/${peripheralNumber}`,
      {
        peripheralID,
        serviceNumber: peripheralNumber,
        serviceID: record.serviceSkillTargetID,
        name: record.peripheralName,
      },
      `${peripheralID}/${oldPeripheralNumber ?? peripheralNumber}`,
    );
  }

  #takeSkillGroup(record: Record<'CONFIG_SKILL_GROUP_EVENT'>): void {
    const { recordType, fltPeripheralID: peripheralID, peripheralNumber, oldPeripheralNumber } = record;
    if (peripheralNumber === undefined) return;
    this.#skillGroups.apply(
      recordType,
      `${peripheralID}/${peripheralNumber}`,
      {
        peripheralID,
        skillGroupNumber: peripheralNumber,
        skillGroupID: record.skillGroupSkillTargetID,
        name: record.peripheralName,
        mrdid: record.fltMRDomainID,
        precisionQueueID: record.fltPrecisionQueueID,
        precisionQueueName: record.fltPrecisionQueueName,
      },
      `${peripheralID}/${oldPeripheralNumber ?? peripheralNumber}`,
    );
  }

  #takeDevice(record: Record<'CONFIG_DEVICE_EVENT'>): void {
    const { recordType, fltPeripheralID: peripheralID, deviceType } = record;
    const deviceID = record.extension || record.dialedNumber || record.peripheralNumber?.toString();
    if (!deviceID) return;
    this.#devices.apply(recordType, `${peripheralID}/${deviceID}`, { peripheralID, deviceID, deviceType });
  }

  #takeCallType(record: Record<'CONFIG_CALL_TYPE_EVENT'>): void {
    const { recordType, fltCallTypeID: id, enterpriseName: name } = record;
    if (id !== undefined) this.#callTypes.apply(recordType, `${id}`, { id, name });
  }

  #takeDomain(record: Record<'CONFIG_MRD_EVENT'>): void {
    const { recordType, fltMRDomainID: id, fltEnterpriseName: name } = record;
    if (id !== undefined) this.#domains.apply(recordType, `${id}`, { id, name });
  }
}

type Record<N extends MessageName> = Payload<N> extends { records: (infer R)[] | undefined } ? Partial<R> : never;

function given<R extends object>(record: R): R {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as R;
}
