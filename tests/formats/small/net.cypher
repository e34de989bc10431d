// The network as a script: cypher-shell -f net.cypher. It may be run again.
CREATE CONSTRAINT newsgraph_actor IF NOT EXISTS FOR (a:Actor) REQUIRE a.id IS UNIQUE;
UNWIND [
{id: 'armed-group:black-hand', name: 'Black Hand', kind: 'armed-group', mentions: 3}
] AS row
MERGE (a:Actor {id: row.id}) SET a += row, a:ArmedGroup;
UNWIND [
{id: 'country:freedonia', name: 'Freedonia', kind: 'country', mentions: 2, aliases: ['Freedonians']},
{id: 'country:osterlich', name: 'Osterlich', kind: 'country', wikidata: 'Q0', mentions: 2},
{id: 'country:ruritania', name: 'Ruritania', kind: 'country', mentions: 2, aliases: ['Strelsau']},
{id: 'country:sylvania', name: 'Sylvania', kind: 'country', mentions: 2, aliases: ['Sylvanians']}
] AS row
MERGE (a:Actor {id: row.id}) SET a += row, a:Country;
UNWIND [
{id: 'group:dockers', name: 'dockers', kind: 'group', mentions: 1, alone: ['protests-against']}
] AS row
MERGE (a:Actor {id: row.id}) SET a += row, a:Group;
UNWIND [
{id: 'organization:acme', name: 'Acme - Sons & Co.', kind: 'organization', mentions: 1, aliases: ['Acme']},
{id: 'organization:baltic-league', name: 'Baltic League', kind: 'organization', mentions: 0, aliases: ['BL', 'the League']}
] AS row
MERGE (a:Actor {id: row.id}) SET a += row, a:Organization;
UNWIND [
{id: 'party:blue-party', name: 'Blue Party', kind: 'party', mentions: 1, aliases: ['the Blues']}
] AS row
MERGE (a:Actor {id: row.id}) SET a += row, a:Party;
UNWIND [
{id: 'person:gloria-teasdale', name: 'Gloria Teasdale', kind: 'person', mentions: 2, aliases: ['Teasdale']},
{id: 'person:ida-trentino', name: 'Ida Trentino', kind: 'person', mentions: 1, aliases: ['Trentino']},
{id: 'person:rufus-firefly', name: 'Rufus Firefly', kind: 'person', mentions: 1, aliases: ['Firefly'], alone: ['resigns-from']}
] AS row
MERGE (a:Actor {id: row.id}) SET a += row, a:Person;
UNWIND [
{source: 'country:sylvania', target: 'armed-group:black-hand', of: {id: 'e:d0a4b07953de0549', label: 'aids (says Ruritania)', relation: 'aids', polarity: 'affirmed', stance: 1, sign: 1, symmetric: false, modality: 'actual', claimed: true, holders: ['Ruritania'], weight: 1, first: date('2024-03-01'), last: date('2024-03-01'), days: ['2024-03'], plover: 'AID', cameo: '070', quotes: ['Ruritania criticized Sylvania for arming the Black Hand.'], docs: ['herald-0306'], urls: ['https://herald.example/0306']}}
] AS row
MATCH (s:Actor {id: row.source}), (t:Actor {id: row.target})
MERGE (s)-[r:AIDS {id: row.of.id}]->(t) SET r += row.of;
UNWIND [
{source: 'armed-group:black-hand', target: 'country:ruritania', of: {id: 'e:118eac0a66dc14a1', label: 'attacks', relation: 'attacks', polarity: 'affirmed', stance: -1, sign: -1, symmetric: false, modality: 'actual', claimed: false, weight: 1, first: date('2024-03-01'), last: date('2024-03-01'), days: ['2024-03'], plover: 'ASSAULT', cameo: '190', quotes: ['The Black Hand attacked Ruritania.'], docs: ['herald-0306'], urls: ['https://herald.example/0306']}}
] AS row
MATCH (s:Actor {id: row.source}), (t:Actor {id: row.target})
MERGE (s)-[r:ATTACKS {id: row.of.id}]->(t) SET r += row.of;
UNWIND [
{source: 'country:ruritania', target: 'country:sylvania', of: {id: 'e:5e37c747106977f6', label: 'criticizes', relation: 'criticizes', polarity: 'affirmed', stance: -1, sign: -1, symmetric: false, modality: 'actual', claimed: false, weight: 1, first: date('2024-03-01'), last: date('2024-03-01'), days: ['2024-03'], plover: 'ACCUSE', cameo: '111', quotes: ['Ruritania criticized Sylvania for arming the Black Hand.'], docs: ['herald-0306'], urls: ['https://herald.example/0306']}}
] AS row
MATCH (s:Actor {id: row.source}), (t:Actor {id: row.target})
MERGE (s)-[r:CRITICIZES {id: row.of.id}]->(t) SET r += row.of;
UNWIND [
{source: 'person:gloria-teasdale', target: 'country:freedonia', of: {id: 'e:0920666314d25db2', label: 'holds-office', relation: 'holds-office', polarity: 'affirmed', stance: 0, sign: 0, symmetric: false, modality: 'actual', claimed: false, weight: 1, first: date('2024-03-05'), last: date('2024-03-05'), days: ['2024-03-05'], title: 'Prime Minister', quotes: ['Prime Minister Gloria Teasdale of Freedonia met Ida Trentino.'], docs: ['courier-0305'], urls: ['https://courier.example/2024/0305']}}
] AS row
MATCH (s:Actor {id: row.source}), (t:Actor {id: row.target})
MERGE (s)-[r:HOLDS_OFFICE {id: row.of.id}]->(t) SET r += row.of;
UNWIND [
{source: 'person:gloria-teasdale', target: 'person:ida-trentino', of: {id: 'e:751bcfc2f7955d56', label: 'meets', relation: 'meets', polarity: 'affirmed', stance: 1, sign: 1, symmetric: true, modality: 'actual', claimed: false, weight: 1, first: date('2024-03-05'), last: date('2024-03-05'), days: ['2024-03-05'], plover: 'CONSULT', cameo: '040', quotes: ['Prime Minister Gloria Teasdale of Freedonia met Ida Trentino.'], docs: ['courier-0305'], urls: ['https://courier.example/2024/0305']}}
] AS row
MATCH (s:Actor {id: row.source}), (t:Actor {id: row.target})
MERGE (s)-[r:MEETS {id: row.of.id}]->(t) SET r += row.of;
UNWIND [
{source: 'country:osterlich', target: 'country:freedonia', of: {id: 'e:0a89ae9bb21fd220', label: 'not supports', relation: 'supports', polarity: 'negated', stance: -1, sign: 1, symmetric: false, modality: 'actual', claimed: false, weight: 1, first: date('2024-01-10'), last: date('2024-01-10'), days: ['2024-01-10'], plover: 'SUPPORT', cameo: '050', quotes: ['Osterlich does not support Freedonia, which it gave 5 million crowns.'], docs: ['herald-0110'], urls: ['https://herald.example/0110']}},
{source: 'party:blue-party', target: 'person:gloria-teasdale', of: {id: 'e:83e212675fc97705', label: 'not supports', relation: 'supports', polarity: 'negated', stance: -1, sign: 1, symmetric: false, modality: 'actual', claimed: false, weight: 1, first: date('2024-03-05'), last: date('2024-03-05'), days: ['2024-03-05'], plover: 'SUPPORT', cameo: '050', quotes: ['The Blues do not support Teasdale.'], docs: ['courier-0305'], urls: ['https://courier.example/2024/0305']}}
] AS row
MATCH (s:Actor {id: row.source}), (t:Actor {id: row.target})
MERGE (s)-[r:NOT_SUPPORTS {id: row.of.id}]->(t) SET r += row.of;
UNWIND [
{source: 'country:osterlich', target: 'armed-group:black-hand', of: {id: 'e:024aadd82b959117', label: 'opposes', relation: 'opposes', polarity: 'affirmed', stance: -1, sign: -1, symmetric: false, modality: 'actual', claimed: false, weight: 1, plover: 'ACCUSE', cameo: '110', quotes: ['Osterlich opposes the Black Hand.'], docs: ['undated']}}
] AS row
MATCH (s:Actor {id: row.source}), (t:Actor {id: row.target})
MERGE (s)-[r:OPPOSES {id: row.of.id}]->(t) SET r += row.of;
UNWIND [
{source: 'country:sylvania', target: 'organization:acme', of: {id: 'e:b428b3eabe400be2', label: 'sanctions (possible)', relation: 'sanctions', polarity: 'affirmed', stance: -1, sign: -1, symmetric: false, modality: 'possible', claimed: false, weight: 1, first: date('2024-01-10'), last: date('2024-01-10'), days: ['2024-01-10'], plover: 'SANCTION', cameo: '163', quotes: ['Sylvania may sanction Acme - Sons & Co. over the ships.'], docs: ['herald-0110'], urls: ['https://herald.example/0110']}}
] AS row
MATCH (s:Actor {id: row.source}), (t:Actor {id: row.target})
MERGE (s)-[r:SANCTIONS {id: row.of.id}]->(t) SET r += row.of;
UNWIND [
{source: 'country:osterlich', target: 'country:freedonia', of: {id: 'e:e7eaed8ef41df161', label: 'supports (says Baltic League)', relation: 'supports', polarity: 'affirmed', stance: 1, sign: 1, symmetric: false, modality: 'actual', claimed: true, holders: ['Baltic League'], weight: 1, first: date('2024-01-10'), last: date('2024-01-10'), days: ['2024-01-10'], plover: 'SUPPORT', cameo: '050', quotes: ['Osterlich supports Freedonia, the League said.'], docs: ['herald-0110'], urls: ['https://herald.example/0110']}}
] AS row
MATCH (s:Actor {id: row.source}), (t:Actor {id: row.target})
MERGE (s)-[r:SUPPORTS {id: row.of.id}]->(t) SET r += row.of;
