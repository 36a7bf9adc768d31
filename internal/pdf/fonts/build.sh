#!/usr/bin/env bash
# Builds the four embedded fonts from packages: Noto Serif SC and Noto Sans SC (npm), LXGW WenKai, Unihan and
# fonttools (Debian). Writes *.ttf.gz, the licence texts, and tables.go beside this script. Needs apt, npm, python3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DEBIAN_FRONTEND=noninteractive
for p in fonts-lxgw-wenkai unicode-data python3-fonttools; do
  dpkg -s "$p" >/dev/null 2>&1 || apt-get install -y --no-install-recommends "$p"
done
cd "$work"
npm pack --silent @expo-google-fonts/noto-serif-sc@0.4.3 @expo-google-fonts/noto-sans-sc@0.4.3 >/dev/null
for f in *.tgz; do mkdir -p "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}"; done
/usr/bin/python3 "$here/build.py" "$work" "$here"
