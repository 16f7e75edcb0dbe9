#!/usr/bin/env python3
"""Checks a certificate against the plan of a site: check-certificate.py <site.json> <certificate.json> [<before.json>]

It is written from docs/certificates.md alone, with the standard library. It prints a line a claim, and ends with 0 where all hold,
with 1 where one does not, and with 2 where a file is not what it should be. `--batch <list.json>` checks many in one process.
"""
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

SCHEMA = 'cdktf-ai-factory/certificate-1'
SOURCES = {'utility', 'plant', 'generator'}
# A flow is in whole watts, rounded at each node that it passes.
SLACK_WATTS = 16
SLACK_SHARE = 2e-5
# Units of cooling draw less where what is out gives no heat; how much less is not judged where racks are dark.
LEAST_UNIT_SHARE = 0.9

class Refused(Exception):
    """A claim that does not hold, or a certificate that does not say enough."""

def need(holds, text):
    if not holds:
        raise Refused(text)

def whole(value, what):
    need(type(value) is int and value >= 0, f'{what} is no whole number from 0')
    return value

def member(of, name, kind, what):
    need(type(of) is dict, f'{what} is no object')
    value = of.get(name)
    need(type(value) is kind, f'{what}: {name} is missing or of another kind')
    return value

def near(one, other):
    return abs(one - other) <= SLACK_WATTS + SLACK_SHARE * max(abs(one), abs(other))

class Chain:
    """The power chain of a plan."""

    def __init__(self, site):
        chain = site.get('power', {}).get('chain')
        need(type(chain) is dict, 'the plan has no power chain')
        self.nodes = chain['nodes']
        self.place = {node['name']: index for index, node in enumerate(self.nodes)}
        need(len(self.place) == len(self.nodes), 'two nodes have one name')
        self.zones = site['power']['zones']
        self.units = {unit['name']: unit for unit in chain.get('mechanical', [])}
        self.parents = [[self.place[name] for name in node['fedFrom'] if name in self.place] for node in self.nodes]
        watts = {device['name']: device['maxWatts'] for device in site['devices']}
        psus = {device['name']: device.get('psus') for device in site['devices']}
        self.racks = {rack['name']: rack for rack in site['placement']['racks']}
        self.feeds = {}
        self.short = {}
        for zone in self.zones:
            loads = [sum(watts[each['name']] for each in self.racks[name]['devices']) for name in zone['racks']]
            basis = site['power'].get('basis', 'nameplate')
            need(basis != 'nameplate' or site['power'].get('tenantLoads') or sum(loads) == zone['loadWatts'], f"zone {zone['name']}: its racks draw {sum(loads)} W and its load is {zone['loadWatts']} W")
            for feed in zone['feeds']:
                self.feeds[f"{zone['name']}/{feed}"] = (zone, feed)
            self.short[zone['name']] = self.short_racks(zone, psus)

    def short_racks(self, zone, psus):
        """Racks that are dark with so many feeds alive, by how many."""
        count = len(zone['feeds'])
        found = {0: {name for name in zone['racks'] if self.racks[name]['devices']}, count: set()}
        for live in range(1, count):
            dark = set()
            if zone.get('rackFeed') != 'static-switch':
                for name in zone['racks']:
                    for each in self.racks[name]['devices']:
                        supply = psus.get(each['name'])
                        if supply is None or supply['count'] * live // count < supply.get('needed', supply['count']):
                            dark.add(name)
            found[live] = dark
        return found

    def rating(self, index):
        node = self.nodes[index]
        rating = node.get('ratingWatts')
        return node['ratingVoltAmperes'] * node['powerFactor'] if rating is None else rating

    def is_alive(self, index, out, known):
        """Whether a node has power where something is out; `known` keeps what was found for it."""
        if index not in known:
            known[index] = False
            node = self.nodes[index]
            known[index] = node['name'] != out and (node['kind'] in SOURCES or any(self.is_alive(each, out, known) for each in self.parents[index]))
        return known[index]

    def first_alive(self, names, out, known):
        """The first node of some that has power."""
        return next((self.place[name] for name in names if name in self.place and self.is_alive(self.place[name], out, known)), None)

    def limit(self, index, is_loss):
        node = self.nodes[index]
        rating = self.rating(index)
        derating = (node.get('supply') or {}).get('deratingShare', 1) if node['kind'] == 'generator' else 1
        share = node['failureLimitShare'] if is_loss else node['limitShare']
        return rating * derating * share

    def may_draw(self, source, target):
        """Whether an edge is one of the plan."""
        if type(source) is int:
            return 0 <= source < len(self.nodes) and target in self.parents[source]
        if source.startswith('unit '):
            unit = self.units.get(source[5:])
            return unit is not None and self.nodes[target]['name'] in unit['fedFrom']
        if source.startswith('feed '):
            zone, feed = self.feeds.get(source[5:], (None, None))
            return zone is not None and self.nodes[target]['name'] in (zone.get('sources') or {}).get(feed, [])
        return False

class Flows:
    """Flows over edges, with their sums at each node."""

    def __init__(self, chain, edges):
        self.chain, self.edges, self.drawn = chain, {}, {}
        self.into = [0] * len(chain.nodes)
        for edge in edges:
            self.put(edge)

    def put(self, edge):
        need(type(edge) is list and len(edge) == 3, 'an edge is no list of three')
        source, target, watts = edge
        whole(target, 'the end of an edge')
        whole(watts, 'the flow of an edge')
        need(type(source) in (int, str) and target < len(self.chain.nodes) and self.chain.may_draw(source, target), f'the plan has no edge from {source} to {target}')
        before = self.edges.get((source, target), 0)
        self.edges[(source, target)] = watts
        self.into[target] += watts - before
        self.drawn[source] = self.drawn.get(source, 0) + watts - before
        return before

def check_node(chain, flows, index, is_loss, out, known):
    """A node gives what is drawn from it, within its limit, and draws that with its losses from what feeds it, divided as the plan says."""
    node = chain.nodes[index]
    load = flows.into[index]
    need(chain.is_alive(index, out, known) or load == 0, f"without {out}: {node['name']} has no power, and {load} W come from it")
    need(load <= chain.limit(index, is_loss) + SLACK_WATTS, f"without {out}: {node['name']} carries {load} W, limit {chain.limit(index, is_loss)} W")
    drawn = flows.drawn.get(index, 0)
    if node['kind'] in SOURCES:
        need(drawn == 0, f"source {node['name']} draws power")
        return
    need(0 < node['efficiency'] <= 1, f"{node['name']} has no efficiency")
    need(near(drawn * node['efficiency'], load), f"without {out}: {node['name']} gives {load} W and draws {drawn} W")
    alive = [each for each in chain.parents[index] if chain.is_alive(each, out, known)]
    if node['draws'] == 'first-live':
        alive = alive[:1]
    ratings = sum(chain.rating(each) for each in alive)
    for each in chain.parents[index]:
        flow, share = flows.edges.get((index, each), 0), drawn * chain.rating(each) / ratings if each in alive and ratings > 0 else 0
        need(near(flow, share) if each in alive else flow == 0, f"without {out}: {node['name']} draws another share from {chain.nodes[each]['name']} than the plan's {share:.0f} W")

def check_zone(chain, flows, zone, out, claimed, known):
    """Live feeds carry the zone, each its share, or its racks are dark."""
    name, feeds = zone['name'], zone['feeds']
    froms = [None if f'{name}/{feed}' == out else chain.first_alive((zone.get('sources') or {}).get(feed, []), out, known) for feed in feeds]
    live = sum(1 for each in froms if each is not None)
    shares = {each['feed']: each for each in zone['feedLoads']}
    total = 0
    for feed, source in zip(feeds, froms):
        load = flows.drawn.get(f'feed {name}/{feed}', 0)
        total += load
        need(load <= zone['ratingWatts'] * (1 if out is not None else zone['limitShare']) + SLACK_WATTS, f'zone {name}, feed {feed}: {load} W')
        share = 0 if source is None else zone['loadWatts'] if live == 1 else shares[feed]['normalWatts' if live == len(feeds) else 'worstWatts']
        need(near(load, share) if source is not None else load == 0, f'without {out}: zone {name}, feed {feed} carries {load} W, and its share is {share} W')
        need(source is None or flows.edges.get((f'feed {name}/{feed}', source), 0) == load, f'without {out}: zone {name}, feed {feed} draws from another source than the first that has power')
    if zone['loadWatts'] == 0:
        return set()
    if live > 0:
        need(total + SLACK_WATTS >= zone['loadWatts'] * (1 - SLACK_SHARE) or claimed.issuperset(zone['racks']), f"without {out}: zone {name} gets {total} W of {zone['loadWatts']} W")
    return chain.short[name][live]

def check_unit(chain, flows, name, out, may_fall, known):
    """Units of cooling draw what they drew from the first node that has power, or little less; none where none has."""
    unit, source = chain.units[name], f'unit {name}'
    drawn = flows.drawn.get(source, 0)
    first = chain.first_alive(unit['fedFrom'], out, known)
    need(drawn == (0 if first is None else flows.edges.get((source, first), 0)), f'without {out}: units {name} draw from another node than the first that has power')
    need(first is None or may_fall or drawn + SLACK_WATTS >= unit['loadWatts'] * (1 if out is None else LEAST_UNIT_SHARE), f'without {out}: units {name} draw {drawn} W')

def check_losses(site, claim):
    chain = Chain(site)
    most = whole(claim.get('racks'), 'racks')
    flows = Flows(chain, member(claim, 'normal', list, 'single-loss'))
    known = {}
    for index in range(len(chain.nodes)):
        check_node(chain, flows, index, False, None, known)
    for zone in chain.zones:
        need(not check_zone(chain, flows, zone, None, set(), known), f"zone {zone['name']} is dark normally")
    for name, unit in chain.units.items():
        check_unit(chain, flows, name, None, False, known)
        need(near(flows.drawn.get(f'unit {name}', 0), unit['loadWatts']), f'units {name} draw another power normally')
    zone_of = {f"feed {key}": zone for key, (zone, _) in chain.feeds.items()}
    wanted = set(chain.place) | set(chain.feeds)
    loss_of = {}
    for loss in member(claim, 'losses', list, 'single-loss'):
        out = member(loss, 'out', str, 'a loss')
        need(out not in loss_of, f'loss {out} is there twice')
        loss_of[out] = loss
    unloaded = {node['name'] for index, node in enumerate(chain.nodes) if flows.into[index] == 0}
    missing = wanted - set(loss_of)
    need(not (missing - unloaded), f"{len(missing)} losses have no witness, such as {sorted(missing - unloaded)[:1]}")
    need(set(loss_of) <= wanted, 'a loss is of something that the plan does not have')
    for out, loss in loss_of.items():
        dark = member(loss, 'dark', list, f'loss {out}')
        claimed = set(dark)
        need(len(claimed) == len(dark) and claimed <= set(chain.racks), f'loss {out}: its dark racks are not racks of the plan')
        need(len(claimed) <= most, f'loss {out} darkens {len(claimed)} racks, claimed at most {most}')
        undo = []
        nodes, zones, units, known, found = set(), {}, set(), {}, set()
        for edge in member(loss, 'edges', list, f'loss {out}'):
            before = flows.put(edge)
            source, target, _ = edge
            undo.append([source, target, before])
            nodes.update({target, source} if type(source) is int else {target})
            if type(source) is int:
                continue
            if source.startswith('feed '):
                zones[zone_of[source]['name']] = zone_of[source]
            else:
                units.add(source[5:])
        if out in chain.place:
            nodes.add(chain.place[out])
        else:
            zones[chain.feeds[out][0]['name']] = chain.feeds[out][0]
        for index in nodes:
            check_node(chain, flows, index, True, out, known)
        for zone in zones.values():
            found |= check_zone(chain, flows, zone, out, claimed, known)
        need(found <= claimed, f'loss {out}: racks such as {sorted(found - claimed)[:1]} are dark and not said')
        for name in units:
            check_unit(chain, flows, name, out, bool(found), known)
        for edge in reversed(undo):
            flows.put(edge)
    return f"no loss of one node or feed darkens more than {most} racks, of {len(loss_of)} losses"

def check_capacity(site, claim):
    clusters = [each for each in site['clusters'] if each['name'] == claim.get('cluster')]
    need(len(clusters) == 1, 'the plan has no such cluster')
    devices = {device['name']: device for device in site['devices']}
    sample = devices[clusters[0]['hosts'][0]]
    more, places = whole(claim.get('more'), 'more'), member(claim, 'places', list, 'capacity')
    need(len(places) == more, 'there are not as many places as systems')
    racks = {rack['name']: rack for rack in site['placement']['racks']}
    accepts = {(hall['name'], row['name']): row.get('accepts') for hall in site['halls'] for row in hall['rows']}
    zone_of = {name: zone for zone in site['power']['zones'] for name in zone['racks']}
    height, watts, grams = sample['heightU'], sample['maxWatts'], sample.get('weightGrams')
    def takes(rack):
        kinds = accepts.get((rack['hall'], rack['row']))
        zone = zone_of.get(rack['name'])
        return zone is not None and (kinds is None or 'system' in kinds) and (sample.get('zones') is None or zone['name'] in sample['zones'])
    def by_rack(rack):
        """How many go into a rack by budget, weight and the most of a kind."""
        spare = rack['limits']['budgetWatts'] - sum(devices[each['name']]['maxWatts'] for each in rack['devices'])
        most = max(0, spare // watts)
        if rack['limits'].get('maxLoadGrams') is not None and grams is not None:
            most = min(most, max(0, (rack['limits']['maxLoadGrams'] - (rack.get('weightGrams') or 0)) // grams))
        if sample.get('maxPerRack') is not None:
            most = min(most, max(0, sample['maxPerRack'] - sum(1 for each in rack['devices'] if each['heightU'] == height)))
        return most
    def gaps(rack):
        taken = {each['u'] + step for each in rack['devices'] for step in range(each['heightU'])}
        found, unit = 0, 1
        while unit + height - 1 <= rack['limits']['heightU']:
            blocked = [each for each in range(unit, unit + height) if each in taken]
            if blocked:
                unit = blocked[-1] + 1
            else:
                found, unit = found + 1, unit + height
        return found
    in_rack, in_zone, used = Counter(), Counter(), {}
    for place in places:
        need(type(place) is list and len(place) == 2 and type(place[0]) is str and type(place[1]) is int, 'a place is no rack and unit')
        rack = racks.get(place[0])
        need(rack is not None and takes(rack), f'{place[0]} takes no system of the cluster')
        if place[0] not in used:
            used[place[0]] = {each['u'] + step for each in rack['devices'] for step in range(each['heightU'])}
        for unit in range(place[1], place[1] + height):
            need(1 <= unit <= rack['limits']['heightU'] and unit not in used[place[0]], f'unit {unit} of {place[0]} is not free')
            used[place[0]].add(unit)
        in_rack[place[0]] += 1
        in_zone[zone_of[place[0]]['name']] += 1
    for name, count in in_rack.items():
        need(count <= by_rack(racks[name]), f'{name} takes fewer than {count} systems')
    bound = 0
    for zone in site['power']['zones']:
        headroom = max(0, (zone['limitWatts'] - zone['loadWatts']) // watts)
        need(near(zone['limitWatts'], zone['ratingWatts'] * zone['limitShare']), f"zone {zone['name']}: its limit is not its share of its rating")
        need(in_zone[zone['name']] <= headroom, f"zone {zone['name']} carries no {in_zone[zone['name']]} systems more")
        room = sum(min(by_rack(racks[name]), gaps(racks[name])) for name in zone['racks'] if takes(racks[name]))
        bound += min(headroom, room)
    supply = site.get('supply') or {}
    contract = (site.get('phases') or [supply])[-1].get('contractWatts')
    pue = supply.get('pue') or (site.get('cooling') or {}).get('pue')
    need(contract is None or pue is not None, 'the plan has a contract and no PUE: what more systems draw of it is not known')
    need(not any(zone.get('onSiteWatts') for zone in (site.get('aws') or {}).get('zones', [])), 'zones of a cloud draw of the contract, and are not counted')
    load = sum(device['maxWatts'] for rack in site['placement']['racks'] for device in (devices[each['name']] for each in rack['devices']))
    if site['power'].get('basis', 'nameplate') != 'nameplate' or site['power'].get('tenantLoads'):
        load = site['power']['loadWatts']
    need(load == site['power']['loadWatts'], f"racks draw {load} W, and the load of the plan is {site['power']['loadWatts']} W")
    full = claim.get('full')
    if contract is not None:
        need((load + more * watts) * pue <= contract * (1 + 1e-9) or more == 0, f'{more} systems more draw above the contract')
    if full == 'contract':
        need(contract is not None and (load + (more + 1) * watts) * pue > contract, 'one system more is within the contract')
    else:
        need(full == 'zones-and-racks' and bound == more, f'zones and racks take {bound} systems more')
    return f'{more} more systems fit by racks, zones and contract, {more + 1} do not: {full}'

def check_matchings(site, claim):
    fabrics = {each['plan']['name']: each['plan'] for each in site['fabrics'] if each['plan']['role'] == 'compute'}
    said = member(claim, 'fabrics', list, 'non-blocking')
    need(fabrics, 'the plan has no compute fabric: nothing is claimed')
    need([each.get('fabric') for each in said] == list(fabrics), 'the compute fabrics are not those of the plan')
    count = 0
    for each in said:
        plan = fabrics[each['fabric']]
        links, switches = plan['links'], plan['switches']
        need(all(len(links[name]) == links['count'] for name in ('tier', 'aNode', 'aPort', 'bNode', 'bPort')), 'columns of links differ in length')
        down, up, ports = [set() for _ in switches], [{} for _ in switches], [set() for _ in switches]
        top = max(links['tier'], default=0)
        tops = set()
        for tier, a, a_port, b, b_port in zip(links['tier'], links['aNode'], links['aPort'], links['bNode'], links['bPort']):
            need(b_port not in ports[b], f"port {b_port} of {switches[b]['name']} has two links")
            ports[b].add(b_port)
            if tier or plan['endpoints'][a].get('group') is not None:
                down[b].add(b_port)
            if tier:
                need(a_port not in ports[a], f"port {a_port} of {switches[a]['name']} has two links")
                ports[a].add(a_port)
                up[a][a_port] = b
            tops.update([b] if tier == top else [])
        need(top > 0 or len(tops) == 1, f"fabric {plan['name']} has one tier and several switches")
        matched = {matching.get('switch'): member(matching, 'pairs', list, 'a matching') for matching in member(each, 'matchings', list, plan['name'])}
        for index, switch in enumerate(switches):
            if index in tops and not up[index]:
                need(switch['name'] not in matched, f"{switch['name']} is at the top")
                continue
            pairs = matched.get(switch['name'])
            need(pairs is not None, f"{switch['name']} has no matching")
            need(all(type(pair) is list and len(pair) == 2 for pair in pairs), 'a pair is no list of two')
            downs, ups = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
            need(len(set(downs)) == len(downs) and set(downs) == down[index], f"{switch['name']}: the matching leaves a link from below out")
            need(len(set(ups)) == len(ups) and set(ups) <= set(up[index]), f"{switch['name']}: the matching uses what is no link up, or one twice")
            need(len(set(Counter(up[index].values()).values())) <= 1, f"{switch['name']}: its links up are not even over the switches above")
            count += 1
        # Leaves of a plane that share their spines reach each other over all of them.
        above = {}
        for index, switch in enumerate(switches):
            if up[index]:
                above.setdefault((switch['tier'], switch.get('plane'), switch.get('rail') if top > 1 else None, switch.get('pod')), set()).add(frozenset(up[index].values()))
        if top == 1:
            need(all(len(sets) == 1 for sets in above.values()), f"fabric {plan['name']}: leaves of one plane have different spines")
    return f'{count} switches below the top have a link up for each link from below'

def check_reach(site, claim):
    said = member(claim, 'networks', list, 'cable-reach')
    need(len(said) == len(site['cables']), 'the networks are not those of the plan')
    total = 0
    positions, racks = site['placement']['positions'], {rack['name']: rack for rack in site['placement']['racks']}
    plans = {each['plan']['name']: each['plan'] for each in site['fabrics']}
    for each, cables in zip(said, site['cables']):
        name = cables['fabric']
        need(each.get('network') == name and each.get('cables') == cables['count'], f'{name}: another network, or another number of cables')
        need(not cables['unreached'], f'{name}: {len(cables["unreached"])} cables are in reach of no medium')
        choice, lengths, choices = cables['choice'], cables['lengthMillimetres'], cables['choices']
        need(len(choice) == len(lengths) == cables['count'], f'{name}: not a medium and a length a cable')
        longest = {}
        for of, length in zip(choice, lengths):
            longest[of] = max(length, longest.get(of, -1))
        rows = {row[0]: row for row in member(each, 'longest', list, name) if type(row) is list and len(row) == 4}
        need(set(rows) == set(longest), f'{name}: other media than those of the plan')
        for of, length in longest.items():
            need(0 <= of < len(choices), f'{name}: a cable without a medium')
            reach = choices[of].get('reachMillimetres')
            _, cable, stated, stated_reach = rows[of]
            need(reach is not None and stated_reach == reach and stated == length, f'{name}: medium {of} has another length or reach')
            need(type(cable) is int and 0 <= cable < len(lengths) and choice[cable] == of and lengths[cable] == length, f'{name}: cable {cable} is not the longest of medium {of}')
            need(length <= reach, f'{name}: {length} mm of a medium that reaches {reach} mm')
        need(all(length >= route for length, route in zip(lengths, cables.get('routeMillimetres') or [])), f'{name}: a cable is shorter than its route')
        check_routes(name, plans.get(name), cables, positions, racks)
        total += cables['count']
    return f'{total} cables are within the reach of their medium'

def check_routes(name, plan, cables, positions, racks):
    """A cable between two racks of a hall is at least as long as rows and aisles between them."""
    of_cable = cables.get('cableOf')
    if plan is None or of_cable is None or len(of_cable) != plan['links']['count']:
        return
    links = plan['links']
    def spots(ends):
        found = []
        for end in ends:
            place = positions.get(end.get('device', end['name']))
            rack = racks.get(place['rack']) if place is not None else None
            found.append(None if rack is None else (rack['hall'], rack['xMillimetres'], rack['yMillimetres']))
        return found
    ends, switches = spots(plan['endpoints']), spots(plan['switches'])
    for tier, a, b, cable in zip(links['tier'], links['aNode'], links['bNode'], of_cable):
        one, other = (ends if tier == 0 else switches)[a], switches[b]
        if one is None or other is None or one[0] != other[0] or one == other or cable >= cables['count']:
            continue
        away = abs(one[1] - other[1]) + abs(one[2] - other[2])
        need(cables['lengthMillimetres'][cable] >= away, f'{name}: cable {cable} is {cables["lengthMillimetres"][cable]} mm long, and its racks are {away} mm apart')

def place_lines(site):
    return {name: f"{place['rack']} {place['u']}" for name, place in site['placement']['positions'].items()}

def cable_lines(site):
    lines = {}
    for each in site['fabrics']:
        plan = each['plan']
        links, switches, ends = plan['links'], plan['switches'], plan['endpoints']
        for tier, a, a_port, b, b_port in zip(links['tier'], links['aNode'], links['aPort'], links['bNode'], links['bPort']):
            below = (ends if tier == 0 else switches)[a]['name']
            lines[f"{plan['name']} {below} {a_port}"] = f"{switches[b]['name']} {b_port}"
    return lines

def check_growth(site, claim, before, before_hash):
    need(before is not None, 'the state before is not given')
    need(claim.get('beforeSha256') == before_hash, 'the state before is another file')
    for what, lines in (('places', place_lines), ('cables', cable_lines)):
        old, new = lines(before), lines(site)
        names = sorted(old, key=lambda name: name.encode('utf-16-be'))
        digests = [hashlib.sha256(''.join(f"{name}={of.get(name, '')}\n" for name in names).encode()).hexdigest() for of in (old, new)]
        need(claim.get(what) == [len(names), *digests], f'{what}: another number or digest')
        need(digests[0] == digests[1], f'{what} have moved')
    return f"{claim['places'][0]} places and {claim['cables'][0]} links are as they were"

def no_number(text):
    raise ValueError(f'{text} is no number')

def check(site_bytes, certificate_bytes, before_bytes=None):
    """Lines of what holds. Raises Refused for what does not."""
    try:
        site, certificate, before = [None if each is None else json.loads(each, parse_constant=no_number) for each in (site_bytes, certificate_bytes, before_bytes)]
    except (ValueError, RecursionError) as error:
        raise Refused(f'no JSON: {error}') from error
    need(type(site) is dict, 'the plan is no object')
    need(type(certificate) is dict and certificate.get('schema') == SCHEMA, f'the certificate is not of {SCHEMA}')
    need(certificate.get('siteSha256') == hashlib.sha256(site_bytes).hexdigest(), 'the plan is another file than the one that was proven')
    need(certificate.get('site') == site.get('name'), 'the certificate is of another site')
    claims = member(certificate, 'claims', list, 'the certificate')
    need(claims, 'the certificate claims nothing')
    checks = {
        'single-loss': lambda claim: check_losses(site, claim),
        'capacity': lambda claim: check_capacity(site, claim),
        'non-blocking': lambda claim: check_matchings(site, claim),
        'cable-reach': lambda claim: check_reach(site, claim),
        'growth': lambda claim: check_growth(site, claim, before, None if before_bytes is None else hashlib.sha256(before_bytes).hexdigest()),
    }
    lines = []
    for claim in claims:
        name = claim.get('claim') if type(claim) is dict else None
        need(name in checks, f'there is no claim {name!r}')
        try:
            lines.append(f'{name}: {checks[name](claim)}')
        except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
            raise Refused(f'{name}: what it names is not in the plan ({error!r})') from error
        except Refused as error:
            raise Refused(f'{name}: {error}') from error
    return lines

def main(arguments):
    if len(arguments) == 2 and arguments[0] == '--batch':
        # A list of cases: texts of site, certificate and, for growth, of the state before.
        verdicts = []
        for case in json.loads(Path(arguments[1]).read_bytes()):
            try:
                check(*[Path(path).read_bytes() for path in case])
                verdicts.append('yes')
            except Refused as error:
                verdicts.append(f'no: {error}')
        print(json.dumps(verdicts))
        return 0
    if len(arguments) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        for line in check(*[Path(path).read_bytes() for path in arguments]):
            print(f'holds: {line}')
    except OSError as error:
        print(f'error: {error}', file=sys.stderr)
        return 2
    except Refused as error:
        print(f'refused: {error}')
        return 1
    return 0

if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
