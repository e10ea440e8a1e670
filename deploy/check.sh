#!/usr/bin/env bash
# Checks the files of this folder with the tools that are installed, and says which are not.
# Exit code 0: nothing found. 1: something found.
#
# Debian and Ubuntu: apt-get install prometheus prometheus-alertmanager shellcheck
# kubeconform: https://github.com/yannh/kubeconform
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

failed=0 skipped=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT

have() {
  command -v "$1" >/dev/null && return
  printf 'SKIPPED  %s: %s is not installed\n' "$2" "$1"
  skipped=$((skipped + 1))
  return 1
}

check() { # what, command ...
  if "${@:2}" >"$out" 2>&1; then
    printf 'ok       %s\n' "$1"
  else
    printf 'FAILED   %s\n' "$1"
    sed 's/^/         /' "$out"
    failed=$((failed + 1))
  fi
}

if have promtool 'Prometheus rules, their tests, configuration'; then
  check 'rules' promtool check rules prometheus/rules/*.yml
  check 'tests of the rules' promtool test rules prometheus/tests/*.yml
  check 'prometheus.yml' promtool check config prometheus/prometheus.yml
  # Debian's build of promtool knows no Kubernetes.
  if [[ $(promtool check config prometheus/kubernetes.yml 2>&1) == *'kubernetes_sd_configs not found'* ]]; then
    printf 'SKIPPED  kubernetes.yml: this promtool was built without Kubernetes\n'
    skipped=$((skipped + 1))
  else
    check 'kubernetes.yml' promtool check config prometheus/kubernetes.yml
  fi
fi

if have amtool 'Alertmanager configuration'; then
  check 'alertmanager.yml' amtool check-config alertmanager/alertmanager.yml
  receives() { # receiver, label ...
    [[ $(amtool config routes test --config.file=alertmanager/alertmanager.yml "${@:2}" 2>/dev/null) == "$1" ]]
  }
  check 'critical incidents go to plant' receives plant audience=plant severity=critical
  check 'critical faults go to on-call' receives on-call audience=platform severity=critical
  check 'other faults go to platform' receives platform audience=platform severity=warning
fi

if have docker 'compose.yaml'; then
  if docker compose version >/dev/null 2>&1; then
    check 'compose.yaml' docker compose -f compose.yaml --profile '*' config --quiet
  else
    printf 'SKIPPED  compose.yaml: docker has no compose plugin\n'
    skipped=$((skipped + 1))
  fi
fi

render() {
  if command -v kubectl >/dev/null; then kubectl kustomize k8s; else kustomize build k8s; fi
}
if command -v kubectl >/dev/null || have kustomize 'Kubernetes manifests'; then
  check 'kustomization' render
  if have kubeconform 'schemas of the Kubernetes manifests'; then
    conform() { render | kubeconform -strict -summary -; }
    check 'schemas of the Kubernetes manifests' conform
  fi
fi

if have shellcheck 'shell scripts'; then
  check 'shell scripts' shellcheck check.sh compose/replay.sh docker/run docker/collect docker/healthy docker/retrain
fi

printf '%d failed, %d skipped\n' "$failed" "$skipped"
((failed == 0))
