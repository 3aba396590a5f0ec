/**
 * What connections, refusals and the steps of a probe are explained with, in English. Other languages have the same
 * names in locales; values stand in the places of __name__. An advice begins small: it may follow in the sentence.
 */
export const EXPLANATIONS = {
  and: '__before__; __after__',
  list: '__before__, __after__',
  sentences: '__before__. __next__',
  withReason: '__why__ (__reason__)',

  // The name of the host, and TCP.
  isAddress: '__host__ is an address',
  resolved: '__host__ is __addresses__',
  connected: 'from __local__ to __remote__',
  cannotConnect: 'Cannot connect to __peer__: __why__',
  connectTooLate: 'No connection to __peer__ within __seconds__ s: __why__',
  connectionLost: 'Connection to __peer__ lost: __why__',
  nobodyListens: 'nothing listens on that port',
  checkPort: 'check the port and that the CTI Server runs',
  hostUnknown: 'the host name is not known',
  checkHostName: 'check its spelling and the name service',
  noNameService: 'the name service does not answer',
  nameServiceLate: 'the name service has not answered',
  hostSilent: 'the host does not answer',
  checkRoutes: 'check the address, routes and firewalls',
  noRouteToHost: 'there is no route to the host',
  noRouteToNetwork: 'there is no route to the network',
  peerReset: 'the peer reset the connection',
  peerNoLongerReads: 'the peer no longer reads',
  peerClosed: 'the peer closed it',
  unknownReason: 'unknown reason',
  perhapsSecuredPort:
    'it has not answered a byte: if this is the secured port, set up TLS for this side or use the plain port',
  checkConnection: 'check host and port, the name service, and the firewalls between here and there',
  seeLogAndNetwork: 'see the log of the CTI Server, and check what stands between here and there',

  // TLS.
  certificate:
    '__protocol__, __cipher__; certificate "__subject__" for __names__ of "__issuer__", valid from __validFrom__ to __validTo__, SHA-256 __fingerprint__',
  notVerified: 'it is not verified',
  nameNotChecked: 'its name is not checked',
  certificateExpired: 'the certificate has expired: __certificate__',
  certificateExpiresInDay: 'the certificate expires in 1 day: __certificate__',
  certificateExpires: 'the certificate expires in __days__ days: __certificate__',
  renew:
    'renew it on the PG (CiscoCertUtil), restart the CTI Server, and give the new host.pem as CA certificate of this side if it is self-signed',
  refusesCertificate: "__peer__ refuses this side's certificate (__reason__)",
  wantsCertificate: '__peer__ refuses a client without a certificate (__reason__)',
  endedAfterCertificate: "__peer__ ended the TLS handshake without a reason after it had seen this side's certificate",
  endedHandshake: '__peer__ ended the TLS handshake without a reason',
  perhapsCertificate: 'it may want a client certificate, and none is given; the log of the CTI Server may tell',
  installCertificate:
    'install it on the PG of this side, a self-signed one itself, else its root and intermediates (CiscoCertUtil /install), check that it has not expired, and restart the CTI Server',
  giveCertificate:
    'the CTI Server wants a client certificate: give certificate and key (in Node-RED: tls-config), and install the certificate on the PG of each side (CiscoCertUtil /install)',
  handshakeUnanswered: '__peer__ ended the connection without an answer to the TLS handshake',
  handshakeTooLate: '__peer__ accepts connections but has not finished the TLS handshake within __seconds__ s',
  answersPlain: '__peer__ answers without TLS (__reason__)',
  useSecuredPort:
    'this looks like the plain port, or like a server without TLS: use the secured port (__securedA__ on side A and __securedB__ on side B, plus __perInstance__ for each instance number, unless PG Setup says otherwise), or set up this side without TLS',
  tlsTooOld: '__peer__ speaks no TLS of version __version__ or later (__reason__)',
  updateServer: 'it needs an update: Unified CCE has TLS 1.2 since 12.5',
  allowOlderTls: 'set the minimum version to TLS 1.2, which is what Unified CCE speaks',
  noCommonCipher: '__peer__ shares no cipher with this side (__reason__)',
  checkCiphers:
    'check the ciphers of the PG, and whether its certificate is the RSA or the ECDSA one that its registry asks for',
  tlsFailed: 'The TLS handshake with __peer__ failed: __reason__',
  speaksTls: '__peer__ speaks TLS, and this side is set up without',
  setUpTls:
    'set up TLS for this side (in Node-RED: tls-config), or use the plain port, __plainA__ on side A and __plainB__ on side B, where Secure-Only Mode is off in PG Setup',
  noCertificate: '__peer__ has shown no certificate',
  certificateUnusable: 'The certificate of __peer__ cannot be used: __reason__',
  makeCertificate: 'it may have been made for another purpose, or too weak; make a new one on the PG (CiscoCertUtil)',
  notTrusted: 'The certificate of __peer__ is not trusted: __why__',
  selfSigned: 'it is self-signed ("__issuer__")',
  issuerUnknown: 'its issuer "__issuer__" is not among the CA certificates',
  trustCertificate:
    'take host.pem from __folder__ on the PG of this side, or the certificate of the authority that signed it, and give it as CA certificate of this side (in Node-RED: tls-config). What the server shows has the SHA-256 fingerprint __fingerprint__ (__reason__)',
  wrongName: 'The certificate of __peer__ is for __names__, not for __name__',
  connectByName:
    'connect by a name that it has, give that name as servername, or have it made anew with this name; where that cannot be, the name check can be relaxed for this side (checkServerName false) - the certificate must still be trusted',
  chainNotValid: 'The certificate __subject__ in the chain of __peer__ __since__, and it is __now__ here',
  oneNotValid: 'The certificate in the chain of __peer__ __since__, and it is __now__ here',
  notValidNow: 'is not valid now',
  notValidYet: 'is not valid yet: it will be from __validFrom__',
  hasExpired: 'has expired: it was valid until __validTo__',
  checkClocks:
    'check the clocks of both hosts; then renew it on the PG (CiscoCertUtil), restart the CTI Server, and give the new host.pem as CA certificate of this side if it is self-signed',

  // OPEN_REQ.
  version: 'protocol version __version__',
  refusesVersion: 'it refuses __version__',
  refusesVersions: 'it refuses __lowest__ to __highest__',
  noVersion: '__peer__ speaks none of the protocol versions __highest__ to __lowest__',
  checkServer: 'check that it is a CTI Server',
  openTooLate: '__peer__ has not answered OPEN_REQ within __seconds__ s',
  checkOpenPort:
    'check that this is the port of the CTI Server, without TLS the plain one, and that the CTI Server is healthy',
  noCtiServer: 'this looks like no CTI Server: check host and port',
  refused: 'The CTI Server refused __topic__: __reason__',
  peripheralError: '__reason__, peripheral error __peripheralErrorCode__',
  reported: 'The CTI Server reports __reason__',
  standbyUnasked: '__peer__ has opened a standby session though none was asked for',
  noHeartbeat: '__peer__ has left __unanswered__ heartbeats unanswered',
  notListening: 'nothing listens, which with protocol version __version__ may be how a side stands by',
  takesNoSession: 'it takes no session (__code__), as is right for the side on standby',
  otherOpen: 'the other side is open',
  standbyIsRight:
    'nothing, if this side is meant to be on standby: the session comes here when this side becomes active',
  tryOtherSide:
    'this side is not the active one, or has no connection to its PG: try the other side as well, and set up both',
  neitherOpen: 'the other side is not open either: check that the PG is active on one of them and has its connections',
  seeLog: 'see the log of the CTI Server',

  // Services.
  granted: 'granted: __services__',
  grantedNone: 'granted: none',
  notTried: 'not tried here: __services__',
  notTriedBecause: '__service__: __why__',
  couldEndSession: 'it could end the running session of the same agent or device',
  onlyWithClientEvents: 'it goes with CTI_SERVICE_CLIENT_EVENTS only',
  wouldRaiseAlarm: 'the server would raise an alarm when the probe ends',
  notGranted: 'not granted: __services__',
  askForLess: 'check what the site allows this client ID, or ask for less',
  lostWithoutName: 'a service without a public name',
  lostCallControl: 'calls cannot be controlled; agent states can',

  // Peripherals.
  onLine: '__peripheralID__ on line',
  offLine: '__peripheralID__ off line',
  noneNamed: 'the server has named none',
  otherPeripheral: 'the session is set up for peripheral __peripheralID__, which is not among them',
  checkPeripheralID: 'check the peripheral ID: PG Setup and PG Explorer show it',
  seePgLogs: 'see the logs of the PG',
  noOpc: 'the PG has no connection to the CTI Server: no events come',
  checkOpc: 'check that the OPC process of the PG runs',
  noCentralController: 'the central controller is off line: events go on, routing requests fail',
  checkRouter: 'check the connection of the PG to the Router, and that the Router runs',
  peripheralOffLine: 'a peripheral is off line: no events of it come',
  checkPim: 'check that its PIM is active and that Unified CM (CTI Manager, the JTAPI user) can be reached from the PG',
  serverOffLine: 'the CTI Server is off line',
  checkProcess: 'check that its process on the PG runs and is active',
  limited: 'the PG works with limits',

  // The clock, and CLOSE_REQ.
  noTime: 'the server gives no time',
  clocksAgree: "the server's clock agrees with the one here",
  clockAhead: "the server's clock is __seconds__ s ahead of the one here",
  clockBehind: "the server's clock is __seconds__ s behind the one here",
  synchronise:
    'synchronise both hosts with the time service of the site (NTP): the times in events are those of the server',
  closed: 'CLOSE_CONF has come',
  nothingLeftOpen: 'nothing is left open here; if it happens again, see the log of the CTI Server',
  noAnswer: 'No answer to __topic__ within __seconds__ s',
  mayBeDone: 'it may still be carried out',
} as const;

export type ExplanationName = keyof typeof EXPLANATIONS;
