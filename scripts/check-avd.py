#!/usr/bin/env python3
"""Holds inputs of EOS switches against the schema of Arista's AVD, as the package `pyavd` has it, and renders their configuration.

    check-avd.py <file or folder> ... [--show]

A name that the schema does not have fails, and so does a value of another kind, and a session or port that is in the inputs and not in the rendered
configuration. With --show the configuration is printed. Ends with 1 where a file does not hold, with 2 where the check cannot run.
"""
import sys
from pathlib import Path

try:
    import pyavd
    import yaml
    from pyavd._eos_cli_config_gen.schema import EosCliConfigGen
except ImportError as problem:
    print(f"{problem}: pip install -r scripts/avd-requirements.txt", file=sys.stderr)
    sys.exit(2)

SHOWN = 5


def files_of(arguments):
    for argument in map(Path, arguments):
        if argument.is_dir():
            yield from sorted(argument.rglob("*.yml"))
        else:
            yield argument


def expected_lines(inputs):
    """What the configuration must say for the ports and neighbours of the inputs."""
    for port in inputs.get("ethernet_interfaces", []):
        yield f"interface {port['name']}"
        for one in port.get("priority_flow_control", {}).get("priorities", []):
            yield f"priority-flow-control priority {one['priority']} no-drop"
    for code in inputs.get("qos", {}).get("map", {}).get("dscp", []):
        yield f"qos map dscp {code}"
    watchdog = inputs.get("priority_flow_control", {}).get("watchdog", {})
    if watchdog:
        yield f"priority-flow-control pause watchdog default timeout {watchdog['timeout']}"
    vxlan = inputs.get("vxlan_interface", {}).get("vxlan1", {}).get("vxlan", {})
    for one in vxlan.get("vlans", []):
        yield f"vxlan vlan {one['id']} vni {one['vni']}"
    for one in vxlan.get("vrfs", []):
        yield f"vxlan vrf {one['name']} vni {one['vni']}"
    for one in inputs.get("vlan_interfaces", []):
        yield f"interface {one['name']}"
        if "ip_address_virtual" in one:
            yield f"ip address virtual {one['ip_address_virtual']}"
    bgp = inputs.get("router_bgp", {})
    for one in bgp.get("vrfs", []):
        yield f"vrf {one['name']}"
        for target in one.get("route_targets", {}).get("import", []):
            yield f"route-target import evpn {target['route_targets'][0]}"
    for one in bgp.get("vlans", []):
        yield f"route-target both {one['route_targets']['both'][0]}"
    yield f"router bgp {bgp.get('as')}"
    for one in bgp.get("neighbor_interfaces", []):
        yield f"neighbor interface {one['name']} peer-group {one['peer_group']} remote-as {one['remote_as']}"
    for one in bgp.get("neighbors", []):
        yield f"neighbor {one['ip_address']} remote-as {one['remote_as']}"
    for one in bgp.get("address_family_evpn", {}).get("peer_groups", []):
        yield f"neighbor {one['name']} activate"


def faults(path, show):
    try:
        inputs = yaml.safe_load(path.read_text())
    except yaml.YAMLError as problem:
        return [str(problem)]
    if not isinstance(inputs, dict):
        return ["it is no mapping"]
    # Names at the top that AVD does not know are taken as the user's own variables, and never reported.
    unknown = [f"'{name}' is no input of eos_cli_config_gen" for name in inputs if name not in EosCliConfigGen._fields]
    result = pyavd.validate_structured_config(inputs).validation_result
    wrong = [f"{'/'.join(map(str, one.path))}: {one.message}" for one in result.violations]
    ignored = [f"{name} is ignored" for name in result.ignored_eos_config_keys]
    found = unknown + wrong + ignored
    if found:
        return found[:SHOWN] + ([f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else [])
    text = pyavd.get_device_config(inputs)
    if show:
        print(text)
    lines = {line.strip() for line in text.splitlines()}
    return [f"not in the configuration: {line}" for line in expected_lines(inputs) if line not in lines][:SHOWN]


def main(arguments):
    show = "--show" in arguments
    files = list(files_of(one for one in arguments if one != "--show"))
    if not files:
        print(__doc__ if not arguments else "there is no file to check", file=sys.stderr)
        return 2
    failed = 0
    for path in files:
        found = faults(path, show)
        failed += bool(found)
        if found:
            print(f"{path}:\n  " + "\n  ".join(found))
    print(f"{len(files) - failed} of {len(files)} files hold against AVD {pyavd.__version__}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
