import { CtiError } from '../../codec';
import type { Office } from '../sessions/office';
import type { Call } from '../switch/call';
import { Maintenance, type MaintenanceResult } from './maintenance';
import { allOf, Ports, type SideAddress } from './ports';
import type { Credentials } from './server';
import { Side, type SideName } from './side';

export interface SideAddresses {
  readonly A: SideAddress;
  /** Where there is a second side. */
  readonly B?: SideAddress;
}

interface Member {
  readonly side: Side;
  readonly ports: Ports;
}

/** The one CTI Server or the two in front of the contact centre, of which one is the active one. */
export class Pair {
  readonly office: Office;
  readonly #members: readonly Member[];
  #maintenance: Maintenance | undefined;
  /**
   * Undefined as long as the sides hear of each other. While the link between them is cut: the calls that the side
   * which is not the active one has heard of.
   */
  #heardOf: ReadonlySet<Call> | undefined;
  #lastInvokeID = 0;

  constructor(office: Office, { A, B }: SideAddresses, credentials: Credentials | undefined) {
    this.office = office;
    const member = (name: SideName, address: SideAddress): Member => {
      const side = new Side(name);
      return { side, ports: new Ports(side, office, address, credentials) };
    };
    this.#members = [member('A', A), ...(B ? [member('B', B)] : [])];
  }

  get first(): Side {
    return (this.#members[0] as Member).side;
  }

  get active(): Side | undefined {
    return this.#members.find(({ side }) => side.role === 'active')?.side;
  }

  /** @throws CtiError CTI_CANNOT_LISTEN, CTI_INVALID_OPTION */
  async start(): Promise<SideAddresses> {
    try {
      const [A, B] = await allOf(this.#members.map((member) => this.#open(member)));
      return { A: A as SideAddress, ...(B && { B }) };
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Tells the clients that the servers go off line, and closes every socket. */
  async stop(): Promise<void> {
    for (const { side } of this.#members) this.#become(side, 'down');
    await Promise.all(this.#members.map(({ ports }) => ports.close()));
  }

  /**
   * The side that is not the active one hears no more of the calls, and no handover is possible. It takes over only
   * when the active one is dead: that much it sees without the link, so that there never are two active ones.
   * @throws CtiError CTI_NO_OTHER_SIDE (there is only one)
   */
  cutLink(): void {
    this.#member('B');
    if (this.#heardOf) return;
    this.#heardOf = new Set(this.office.world.calls);
    this.office.trace(() => 'LINK between the sides: cut');
  }

  /** @throws CtiError CTI_NO_OTHER_SIDE (there is only one) */
  restoreLink(): void {
    this.#member('B');
    if (!this.#heardOf) return;
    this.#heardOf = undefined;
    this.office.trace(() => 'LINK between the sides: restored');
  }

  /** @throws CtiError CTI_NO_OTHER_SIDE, CTI_NO_LINK */
  switchSides(): void {
    const [old, other] = this.#activeAndOther();
    this.#maintenance?.abandon();
    this.#become(old, 'standby');
    for (const session of [...old.sessions]) session.end('E_CTI_CTI_SERVER_OFFLINE');
    this.#promote(other);
  }

  /** @throws CtiError CTI_NO_OTHER_SIDE (there is no such side), CTI_CANNOT_LISTEN, CTI_ALREADY_STARTED */
  async startSide(name: SideName): Promise<void> {
    const member = this.#member(name);
    if (member.side.role !== 'down') {
      throw new CtiError('CTI_ALREADY_STARTED', `side ${name} is running; stop it first`);
    }
    try {
      await this.#open(member);
    } finally {
      this.#fillActive();
    }
  }

  /** @throws CtiError CTI_NO_OTHER_SIDE (there is no such side) */
  async stopSide(name: SideName): Promise<void> {
    const { side, ports } = this.#member(name);
    this.#become(side, 'down');
    const reset = ports.reset();
    this.#fillActive();
    await reset;
  }

  /** @throws CtiError CTI_NO_OTHER_SIDE, CTI_IN_MAINTENANCE, CTI_NO_LINK */
  maintenance(): Promise<MaintenanceResult> {
    if (this.#maintenance) throw new CtiError('CTI_IN_MAINTENANCE', 'a maintenance goes on; wait for its end');
    const [old, other] = this.#activeAndOther();
    const maintenance = new Maintenance(old, ++this.#lastInvokeID, this.office.clock, {
      possible: () => old.role === 'active' && other.role === 'standby' && !this.#heardOf,
      leave: () => this.#become(old, 'leaving'),
      promoteOther: () => this.#promote(other),
      over: () => {
        this.#maintenance = undefined;
        if (old.role === 'leaving') this.#become(old, 'standby');
      },
    });
    this.#maintenance = maintenance;
    maintenance.begin();
    return maintenance.result;
  }

  /** The first to come is the active one. */
  async #open({ side, ports }: Member): Promise<SideAddress> {
    // Whoever starts without the link knows nothing yet.
    if (this.#heardOf) this.#heardOf = new Set();
    this.#become(side, this.active ? 'standby' : 'active');
    try {
      return await ports.open();
    } catch (error) {
      this.#become(side, 'down');
      throw error;
    }
  }

  /** A side alone is the active one, however it came to be alone. */
  #fillActive(): void {
    if (this.active) return;
    if (this.#members.some(({ side }) => side.role === 'leaving')) this.#maintenance?.abandon();
    const next = this.#members.find(({ side }) => side.role === 'standby');
    if (next) this.#promote(next.side);
  }

  #promote(side: Side): void {
    this.#become(side, 'active');
    for (const session of [...side.sessions]) session.promoted(this.#heardOf);
    for (const witness of this.office.witnesses) witness.promoted(this.#heardOf);
  }

  #become(side: Side, role: Side['role']): void {
    side.role = role;
    this.office.trace(() => `SIDE ${side.name}: ${role}`);
  }

  #member(name: SideName): Member {
    const member = this.#members.find(({ side }) => side.name === name);
    if (member) return member;
    throw new CtiError('CTI_NO_OTHER_SIDE', `there is no side ${name}; the option sideB makes a second one`);
  }

  #activeAndOther(): readonly [Side, Side] {
    const { active } = this;
    const other = this.#members.find(({ side }) => side !== active && side.role !== 'down')?.side;
    if (active && other) {
      if (!this.#heardOf) return [active, other];
      const message = 'the link between the sides is cut: the active one cannot hand over; restore it first';
      throw new CtiError('CTI_NO_LINK', message);
    }
    const advice = this.#members.length > 1 ? 'start it first' : 'the option sideB makes one';
    throw new CtiError('CTI_NO_OTHER_SIDE', `no other side runs that could take over; ${advice}`);
  }
}
