/* Where each province stands on the tile grid: china_prov_grid1 of the geofacet package, by census code. */
export interface Tile {
	row: number;
	col: number;
	short: string;
}
const GRID: [number, string, number, number][] = [
	[230000, "HL", 1, 10],
	[150000, "NM", 2, 7],
	[220000, "JL", 2, 10],
	[650000, "XJ", 2, 1],
	[110000, "BJ", 3, 8],
	[210000, "LN", 3, 9],
	[640000, "NX", 3, 5],
	[120000, "TJ", 4, 8],
	[130000, "HE", 4, 7],
	[630000, "QH", 4, 2],
	[410000, "HA", 5, 7],
	[140000, "SX", 5, 6],
	[370000, "SD", 5, 8],
	[620000, "GS", 5, 4],
	[420000, "HB", 6, 6],
	[340000, "AH", 6, 7],
	[310000, "SH", 6, 9],
	[610000, "SN", 6, 5],
	[320000, "JS", 6, 8],
	[430000, "HN", 7, 6],
	[500000, "CQ", 7, 5],
	[330000, "ZJ", 7, 8],
	[540000, "XZ", 7, 2],
	[510000, "SC", 7, 4],
	[360000, "JX", 8, 7],
	[520000, "GZ", 8, 5],
	[350000, "FJ", 8, 8],
	[530000, "YN", 9, 4],
	[450000, "GX", 9, 6],
	[440000, "GD", 9, 7],
	[460000, "HI", 11, 7],
];
export const TILES = new Map<number, Tile>(GRID.map(([code, short, row, col]) => [code, { row, col, short }]));
export const TILE_ROWS = 11,
	TILE_COLUMNS = 10;
