"""Plots in the words and numbers of the report. Nothing is computed here that the library has not computed."""
from __future__ import annotations

import difflib
import textwrap
from typing import TYPE_CHECKING, Any, Optional

from socred._native import lib
from socred._work import call_text, to_c
from socred.errors import UsageError

if TYPE_CHECKING:
    import matplotlib.axes

    from socred._comparison import Comparison, Words
    from socred._experiment import Experiment
    from socred._run import Run

# The report's (web/src/style/base.css): what is told, what is held against it, what is uncertain.
TOLD, BESIDE, PALE, TEXT = '#1f6fb2', '#8a8578', '#bcd3e6', '#24313d'
FEW_CASES = 100  # SOC_FEW_CASES: an order of magnitude at best
FEW = f'fewer than {FEW_CASES} cases'
HOLLOW = f'; few cases, hollow: fewer than {FEW_CASES}'


def axes(ax: Optional['matplotlib.axes.Axes'], height: float = 3.2) -> 'matplotlib.axes.Axes':
    """The axes that were given, or new ones; without the frame on top and right."""
    if ax is None:
        import matplotlib.pyplot as plt
        _, ax = plt.subplots(figsize=(7, height), layout='constrained')
    for side in ('top', 'right'):
        ax.spines[side].set_visible(False)
    return ax


def label_of(figure: str) -> str:
    """A statistic of the headline, a rate or an indicator in the report's words, with its unit."""
    return call_text(lib.soc_result_label, to_c(figure))


def wrapped(text: str, width: int) -> str:
    """Broken between words."""
    return '\n'.join(textwrap.wrap(text, width))


def title(ax: 'matplotlib.axes.Axes', text: str) -> None:
    """On the left, broken between words."""
    ax.set_title(wrapped(text, 70), loc='left', fontsize=11, color=TEXT)


def plot(run: 'Run', figure: str, ax: Optional['matplotlib.axes.Axes']) -> 'matplotlib.axes.Axes':
    """Finds which kind of figure a name is, and draws it."""
    headline, columns = run.headline(), run.columns()
    rates = set(run.sql('SELECT * FROM rates LIMIT 0').columns) - set(RATE_KEYS)
    indicators = columns[(columns['table_name'] == 'by_cell') & (columns['kind'] != 'key')].set_index('name')
    if figure in headline.index:
        return statistic(headline.loc[figure], axes(ax, 1.7))
    if figure in indicators.index:
        return months(run, figure, indicators.loc[figure], f'{figure}_counterfactual' in indicators.index, axes(ax))
    if figure in rates:
        return by_part(run, figure, axes(ax, 4))
    near = difflib.get_close_matches(figure, [*headline.index, *rates, *indicators.index], 1)
    raise UsageError(f'there is no figure "{figure}" to draw; '
                     + (f'did you mean {near[0]}?' if near else 'run.headline() and run.columns() list them'))


RATE_KEYS = ('replicate', 'month', 'date', 'kind', 'idx', 'name', 'persons')


def statistic(row: Any, ax: 'matplotlib.axes.Axes') -> 'matplotlib.axes.Axes':
    """A statistic of the headline: its mean, the interval of the simulation, and the wider one over the assumptions."""
    if row['assumed_low'] == row['assumed_low']:
        ax.barh(0, row['assumed_high'] - row['assumed_low'], left=row['assumed_low'], height=0.5, color=PALE, label='assumptions, 95%')
    if row['low'] == row['low']:
        ax.barh(0, row['high'] - row['low'], left=row['low'], height=0.22, color=TOLD, label='simulation, 95%')
    ax.plot(row['mean'], 0, 'o', color=TEXT, label=f'mean {row["mean"]:.3g}')
    ax.set_yticks([])
    ax.set_ylim(-0.6, 0.6)
    ax.spines['left'].set_visible(False)
    ax.set_xlabel(f'{row["section"]}: {row["label"]}' + (f'; {FEW}' if row['few'] else ''))
    ax.legend(loc='lower center', bbox_to_anchor=(0.5, 1.0), ncols=3, frameon=False, fontsize=9)
    return ax


def months(run: 'Run', name: str, column: Any, has_baseline: bool, ax: 'matplotlib.axes.Axes') -> 'matplotlib.axes.Axes':
    """An indicator month by month: each replicate thin, their mean thick; beside it, what the same people do under no regime."""
    names = [(name, TOLD, 'under the regime' if has_baseline else 'mean over replicates')]
    names += [(f'{name}_counterfactual', BESIDE, 'under no regime')] if has_baseline else []
    for one, colour, words in names:
        table = run.sql(f'SELECT replicate, date, "{one}" AS value FROM national ORDER BY replicate, month')
        wide = table.pivot(index='date', columns='replicate', values='value')
        ax.plot(range(len(wide)), wide.to_numpy(), color=colour, linewidth=0.6, alpha=0.35)
        ax.plot(range(len(wide)), wide.mean(axis=1), color=colour, linewidth=2, label=words)
        step = max(1, len(wide) // 6)
        ax.set_xticks(range(0, len(wide), step), list(wide.index[::step]))
    ax.set_ylim(bottom=0 if ax.get_ylim()[0] >= 0 else None)
    ax.set_ylabel(column['unit'])
    title(ax, column['meaning'])
    ax.legend(frameon=False, fontsize=9)
    return ax


# What a rate of the view `rates` is counted among, where that is not everybody: itself a rate of them, in 1,000.
AMONG = {'wrongly_of_listed': 'listed', 'seen_of_violations': 'violations'}


def rate_label(run: 'Run', name: str) -> str:
    """A column of the view `rates` in words with its unit: as an outcome, or the indicator of its name among people."""
    if name in ('listed_wrongly', *AMONG):
        return label_of(name)
    columns = run.columns('by_cell').set_index('name')
    return f'{columns.loc[name, "meaning"]}, per 1,000 people'


def by_part(run: 'Run', name: str, ax: 'matplotlib.axes.Axes') -> 'matplotlib.axes.Axes':
    """A column of the view `rates` at the last month, for each part of the people: each replicate a dot, their mean a line.

    Hollow: fewer than 100 cases in all replicates together, by the rule of every mark: the fewer of what is counted and what that is
    counted among.
    """
    among = f'persons * {AMONG[name]} / 1000.0' if name in AMONG else 'persons'
    table = run.sql(f'SELECT kind, idx, name, "{name}" AS value, {among} AS among FROM rates WHERE month = (SELECT max(month) FROM rates) '
                    f'ORDER BY kind, idx')
    parts = list(dict.fromkeys(zip(table['kind'], table['name'])))
    words = []
    for i, (kind, part) in enumerate(parts):
        rows = table[(table['kind'] == kind) & (table['name'] == part)].astype({'value': float, 'among': float}).dropna(subset=['value'])
        values, cases = rows['value'], (rows['value'] * rows['among'] / 1000).clip(upper=rows['among']).sum()
        few = len(values) > 0 and round(cases) < FEW_CASES
        ax.plot(values, [i] * len(values), 'o', color=TOLD, alpha=0.4, markersize=5, fillstyle='none' if few else 'full')
        ax.plot(values.mean(), i, '|', color=BESIDE if few else TEXT, markersize=16, markeredgewidth=2)
        words.append(f'{part} (few cases)' if few else part)
    ax.set_yticks(range(len(parts)), words)
    ax.invert_yaxis()
    ax.set_xlim(left=0)
    ax.set_xlabel(wrapped(f'{rate_label(run, name)}, {run.meta["last_month"]}' + (HOLLOW if words != [part for _, part in parts] else ''),
                          70))
    return ax


def forest(comparison: 'Comparison', statistic_name: str, by: 'Words', ax: Optional['matplotlib.axes.Axes']) -> 'matplotlib.axes.Axes':
    """The paired differences of one statistic from the first run; what cannot be told from zero is pale, what rests on few cases is
    hollow."""
    table = comparison.table(by=by, only=statistic_name)
    table = table[(table['run'] != 'A') & (table['less_part'] == '')].reset_index(drop=True)
    ax = axes(ax, 1.3 + 0.35 * len(table))
    for i, row in table.iterrows():
        sure = row['low'] > 0 or row['high'] < 0
        ax.plot([row['low'], row['high']], [i, i], color=TOLD if sure else PALE, linewidth=3, solid_capstyle='butt')
        ax.plot(row['difference'], i, 'o', color=TEXT if sure else BESIDE, fillstyle='none' if row['few'] else 'full')
    ax.axvline(0, color=BESIDE, linewidth=1)
    several = table['run'].nunique() > 1
    names = [', '.join([row['run_label']] * (several or by is None) + [row['part']] * (by is not None)) for _, row in table.iterrows()]
    ax.set_yticks(range(len(table)), [f'{name} (few cases)' if few else name for name, few in zip(names, table['few'])])
    ax.invert_yaxis()
    ax.set_ylim(len(table) - 0.4, -0.6)
    ax.set_xlabel(wrapped(f'{table["full_label"].iloc[0]}: difference from "{comparison.labels["A"]}"'
                          + (HOLLOW if table['few'].any() else ''), 70))
    return ax


def tornado(experiment: 'Experiment', outcome: str, ax: Optional['matplotlib.axes.Axes']) -> 'matplotlib.axes.Axes':
    """How much each factor matters to an outcome, the largest on top, with its 95% interval."""
    table = experiment.analysis()
    if outcome not in set(table['outcome']):
        near = difflib.get_close_matches(outcome, set(table['outcome']), 1)
        raise UsageError(f'there is no outcome "{outcome}"; ' + (f'did you mean {near[0]}? ' if near else '')
                         + f'there is {", ".join(dict.fromkeys(table["outcome"]))}')
    kind, words = next((name, text) for name, text in MATTERS.items() if name in table.columns)
    table = table[table['outcome'] == outcome].dropna(subset=[kind])
    table = table.reindex(table[kind].abs().sort_values(ascending=False).index).reset_index(drop=True)
    ax = axes(ax, 1.4 + 0.5 * len(table))
    ax.barh(range(len(table)), table[kind], color=TOLD, height=0.6)
    for i, row in table.iterrows():
        ax.plot([row[f'{kind}_low'], row[f'{kind}_high']], [i, i], color=TEXT, linewidth=1.5)
    ax.set_yticks(range(len(table)), [wrapped(experiment.label(key), 44) for key in table['factor']])
    ax.invert_yaxis()
    ax.axvline(0, color=BESIDE, linewidth=1)
    if not table[kind].abs().gt(0).any():
        ax.text(0.5, 0.5, 'no factor moves it: every effect is 0' if len(table) else 'no factor has an effect that can be told',
                transform=ax.transAxes,
                ha='center', va='center', color=TEXT)
    ax.set_xlabel(wrapped(f'{experiment.label(outcome)}: {words}', 48))
    return ax


MATTERS = {'mu_star': 'mean size of what a move over the whole range does, in that unit',
           'total': 'share of the variance that the factor takes part in, 0 to 1',
           'rank_correlation': 'rank correlation with the factor, -1 to 1'}


def shortly(value: Any) -> str:
    """A number in three digits, a word as it is."""
    return f'{value:.3g}' if isinstance(value, float) else str(value)


def heatmap(experiment: 'Experiment', outcome: str, x: Optional[str], y: Optional[str],
            ax: Optional['matplotlib.axes.Axes']) -> 'matplotlib.axes.Axes':
    """An outcome over two factors, written into each cell; without a colour what other seeds alone make, as in the lab."""
    import numpy as np

    from socred._experiment import SEEDS
    x, y = x or experiment.factors[0], y or (experiment.factors[1] if len(experiment.factors) > 1 else None)
    for argument, name, there in (('x', x, experiment.factors), ('y', y, experiment.factors), ('outcome', outcome, experiment.outcomes)):
        if name not in there:
            raise UsageError(f'heatmap(): {argument}: there is no "{name}"; there is {", ".join(there)}' if name
                             else 'heatmap(): two factors are needed')
    wide = experiment.table().pivot_table(index=y, columns=x, values=outcome, aggfunc='mean')
    own, apart = experiment.noise(outcome)
    same = (wide - own).abs() <= apart  # nothing where apart is NaN
    ax = axes(ax, 2.2 + 0.5 * len(wide))
    known = wide.stack()
    drawn = ax.pcolormesh(np.ma.masked_array(wide.to_numpy(), same | wide.isna()), cmap='Blues', edgecolors='white', vmin=known.min(),
                          vmax=known.max())
    for row in range(wide.shape[0]):
        for column in range(wide.shape[1]):
            value = wide.iat[row, column]
            dark = not same.iat[row, column] and drawn.norm(value) > 0.6
            ax.text(column + 0.5, row + 0.5, f'{value:.3g}' if value == value else 'none', ha='center', va='center', color='white' if dark
                    else TEXT)
    ax.set_xticks([i + 0.5 for i in range(wide.shape[1])], [shortly(name) for name in wide.columns])
    ax.set_yticks([i + 0.5 for i in range(wide.shape[0])], [shortly(name) for name in wide.index])
    ax.set_xlabel(wrapped(experiment.label(x), 70))
    ax.set_ylabel(wrapped(experiment.label(str(y)), 34))
    told = (f'Without a colour: not further from what the scenario itself gives, {own:.3g}, than two runs with other people and random '
            f'numbers lie apart '
            f'(95 of 100; by {SEEDS} seeds), {apart:.2g}.' if apart == apart
            else 'What other people and random numbers alone make cannot be told: some seeds have no value.')
    ax.annotate(wrapped(told, 90), (0.5, 0), xycoords=ax.xaxis.label, xytext=(0, -8), textcoords='offset points', ha='center', va='top',
                fontsize=8, color=BESIDE,
                annotation_clip=False)
    title(ax, experiment.label(outcome))
    return ax
