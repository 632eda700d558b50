#!/bin/sh
# run.sh SOURCE WORK SOCRED TEMPLATE [lab]: makes real runs, then tests their pages in headless Chromium, and the lab where it is built.
# 77: no Chromium here.
set -eu
source=$1 work=$2 socred=$3 template=$4 lab=${5:-}
chromium=$(command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome) || { echo "no chromium: skipped"; exit 77; }
"$source/tests/web/packages.sh" "$source" "$work"
here=$source/tests/web modules=$work/node_modules pages=$work/pages
rm -rf "$pages"
mkdir -p "$pages"
cp "$template" "$pages/template.html"

# Types first: a page that compiles badly is not worth opening. Packages lie outside the source, so the sources are copied.
mkdir -p "$work/types"
cp -r "$source/web/src" "$source/web/lab" "$source/web/tsconfig.json" "$work/types/"
ln -sfn "$modules" "$work/types/node_modules"
"$modules/.bin/tsc" --noEmit -p "$work/types"
node "$here/units.mjs" "$source/web" "$modules"

minimal=$source/scenarios/start/minimal/scenario.yaml
"$socred" run "$minimal" -o "$pages/minimal" --quiet --replicates 4
"$socred" run "$minimal" -o "$pages/single" --quiet --replicates 1 --persons 3000 --months 14
"$socred" run "$source/scenarios/start/china-national/scenario.yaml" -o "$pages/national" --quiet --replicates 3 --persons 60000
cat >"$pages/none.yaml" <<END
socred: 1
title: Nobody watches
base: $minimal
regime: none
replicates: 2
END
cat >"$pages/evil.yaml" <<'END'
socred: 1
title: "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=2>"
description: "<b onclick=window.pwned=3>bold</b> & \"quoted\" </title><script>window.pwned=4</script> <!-- -->"
base: MINIMAL
replicates: 2
identity:
  coverage_urban: {value: 0.8, source: "javascript:window.pwned=5 https://example.org/<script>window.pwned=6</script>"}
END
sed -i "s|MINIMAL|$minimal|" "$pages/evil.yaml"
"$socred" run "$source/scenarios/credit/lending/scenario.yaml" -o "$pages/lending" --quiet --replicates 2 --persons 6000
"$socred" run "$pages/none.yaml" -o "$pages/none" --quiet
"$socred" run "$pages/evil.yaml" -o "$pages/evil" --quiet
"$socred" run "$here/modules.yaml" -o "$pages/modules" --quiet

# Beside one another, each in a browser of its own; what they said is told in one piece each.
for part in report modules edges $lab; do
	node "$here/$part.mjs" "$pages" "$modules" "$chromium" "$socred" >"$pages/$part.log" 2>&1 &
	eval "pid_$part=$!"
done
status=0
for part in report modules edges $lab; do
	eval "wait \$pid_$part" || status=1
	cat "$pages/$part.log"
done
exit $status
