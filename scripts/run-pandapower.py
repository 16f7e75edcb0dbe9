#!/usr/bin/env python3
"""Loads and short-circuit currents of power chains, by the load flow and IEC 60909 of pandapower.

    run-pandapower.py < chains.json > results.json

A chain is a list of nodes, sources first, each with name, kind, volts, feeders and what its kind has: a grid its short-circuit current, a transformer its
rating, short-circuit voltage and losses, a UPS its efficiency and power factor. Loads hang on nodes. Nodes may be out: what nothing feeds any more is dead,
and its loads with it. A result has the active power out of each node in watts and, of a chain of which nothing is out, the short-circuit current at it in
amperes. Ends with 2 where pandapower is not there.
"""
import json
import math
import sys
import warnings

try:
    import pandapower as pp
    import pandapower.shortcircuit as sc
except ImportError as problem:
    print(f"{problem}: pip install -r scripts/pandapower-requirements.txt", file=sys.stderr)
    sys.exit(2)

warnings.filterwarnings("ignore")

# A switchboard, a panel and a bypassed UPS are conductors of next to no impedance, so that what flows through them is told: a share of kV x kV / MVA.
CONDUCTOR = 1e-5


def reactive(watts, power_factor):
    return watts * math.tan(math.acos(power_factor))


class Network:
    """Nodes that nothing but transformers and conductors separates, with the grid or a UPS as their source."""

    def __init__(self):
        self.net = pp.create_empty_network(f_hz=60.0, sn_mva=1.0)
        self.bus_of = {}
        self.elements = {}

    def bus(self, name, volts):
        self.bus_of[name] = pp.create_bus(self.net, vn_kv=volts / 1000, name=name)
        return self.bus_of[name]

    def source(self, node):
        amperes = node.get("shortCircuitAmperes", 50_000)
        level = math.sqrt(3) * node["volts"] * amperes / 1e6
        at = self.bus(node["name"], node["volts"])
        pp.create_ext_grid(self.net, at, s_sc_max_mva=level, rx_max=0.1)

    def connect(self, node):
        at = self.bus(node["name"], node["volts"])
        made = []
        for feeder in node["fedFrom"]:
            above = self.bus_of[feeder]
            if node["kind"] == "transformer":
                made.append(("trafo", pp.create_transformer_from_parameters(
                    self.net, above, at, sn_mva=node["voltAmperes"] / 1e6, vn_hv_kv=self.net.bus.vn_kv[above],
                    vn_lv_kv=node["volts"] / 1000, vk_percent=node["impedance"] * 100, vkr_percent=node["copperShare"] * 100,
                    pfe_kw=node["ironWatts"] / 1000, i0_percent=0.1, vector_group="Dyn", vk0_percent=node["impedance"] * 100,
                    vkr0_percent=node["copperShare"] * 100, mag0_percent=100, mag0_rx=0, si0_hv_partial=0.9)))
            else:
                made.append(("line", pp.create_line_from_parameters(
                    self.net, above, at, length_km=1.0, r_ohm_per_km=CONDUCTOR * (node["volts"] / 1000) ** 2,
                    x_ohm_per_km=CONDUCTOR * (node["volts"] / 1000) ** 2, c_nf_per_km=0.0, max_i_ka=100.0)))
        self.elements[node["name"]] = made

    def load(self, name, watts, vars_):
        pp.create_load(self.net, self.bus_of[name], p_mw=watts / 1e6, q_mvar=vars_ / 1e6)

    def outputs(self):
        found = {}
        for name, made in self.elements.items():
            watts = 0.0
            for table, index in made:
                result = self.net.res_trafo.p_lv_mw if table == "trafo" else self.net.res_line.p_to_mw
                watts -= result[index] * 1e6
            found[name] = watts
        return found


def living(chain):
    """The chain without the nodes that are out, those that nothing feeds then, and the loads on both."""
    dead = set(chain.get("out", []))
    nodes = []
    for node in chain["nodes"]:
        feeders = [name for name in node["fedFrom"] if name not in dead]
        if node["name"] in dead or (node["fedFrom"] and not feeders):
            dead.add(node["name"])
        else:
            nodes.append({**node, "fedFrom": feeders})
    return {"nodes": nodes, "loads": [load for load in chain["loads"] if load["node"] not in dead]}


def flow(chain):
    """Active power out of each node: the networks below UPS first, each of which is a load of what feeds the UPS."""
    watts = {}
    root_of, members = {}, {}
    for node in chain["nodes"]:
        root = node["name"] if node["kind"] in ("grid", "ups") else root_of[node["fedFrom"][0]]
        root_of[node["name"]] = root
        members.setdefault(root, []).append(node)
    drawn = [(load["node"], load["watts"], reactive(load["watts"], load["powerFactor"])) for load in chain["loads"]]
    for root in reversed(list(members)):
        network = Network()
        head, *rest = members[root]
        network.source(head)
        for node in rest:
            network.connect(node)
        for name, active, vars_ in drawn:
            if root_of[name] == root:
                network.load(name, active, vars_)
        pp.runpp(network.net, numba=False)
        watts.update(network.outputs())
        watts[root] = network.net.res_ext_grid.p_mw.sum() * 1e6
        if head["kind"] == "ups":
            active = watts[root] / head["efficiency"]
            feeders = head["fedFrom"]
            drawn.extend((name, active / len(feeders), reactive(active, head["powerFactor"]) / len(feeders)) for name in feeders)
    return watts


def fault(chain):
    """Initial short-circuit current at each node, with every UPS bypassed."""
    network = Network()
    for node in chain["nodes"]:
        if node["kind"] == "grid":
            network.source(node)
        else:
            network.connect(node)
    sc.calc_sc(network.net, case="max", fault="3ph", lv_tol_percent=10)
    return {name: network.net.res_bus_sc.ikss_ka[bus] * 1000 for name, bus in network.bus_of.items()}


def main():
    results = []
    for chain in json.load(sys.stdin):
        alive = living(chain)
        watts = {node["name"]: 0.0 for node in chain["nodes"]}
        watts.update(flow(alive) if alive["nodes"] else {})
        results.append({"watts": watts, "amperes": {} if chain.get("out") else fault(chain)})
    json.dump({"pandapower": pp.__version__, "results": results}, sys.stdout)


if __name__ == "__main__":
    main()
