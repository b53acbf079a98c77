/**
 * A lot of the demonstration authority. The outline of the lot is in `lot-outlines.ts` under the lot's code.
 */
export interface PlannedLot {
  readonly code: string;
  readonly name: string;
  /**
   * The code of the local-government district in which the lot lies (GSS code of the Office for National
   * Statistics).
   */
  readonly districtCode: string;
  readonly districtName: string;
  /**
   * The lot's postcode districts (`LE13`) and sectors (`LE11 3`). If several lots match a postcode, the
   * longest match wins.
   */
  readonly areas: readonly string[];
}

const BLABY = { districtCode: 'E07000129', districtName: 'Blaby' };
const CHARNWOOD = { districtCode: 'E07000130', districtName: 'Charnwood' };
const HARBOROUGH = { districtCode: 'E07000131', districtName: 'Harborough' };
const HINCKLEY_AND_BOSWORTH = { districtCode: 'E07000132', districtName: 'Hinckley and Bosworth' };
const MELTON = { districtCode: 'E07000133', districtName: 'Melton' };
const NORTH_WEST = { districtCode: 'E07000134', districtName: 'North West Leicestershire' };
const OADBY_AND_WIGSTON = { districtCode: 'E07000135', districtName: 'Oadby and Wigston' };

/**
 * The lots of the demonstration authority. A postcode district belongs to one lot, but another lot may list
 * single sectors of the district.
 *
 * The sectors are approximate (see `wards/README.md`). Sectors of the city of Leicester and of Rutland are in
 * no lot.
 */
export const LOTS: readonly PlannedLot[] = [
  {
    code: 'BL1',
    name: 'Glenfield, Braunstone and Leicester Forest East',
    ...BLABY,
    areas: ['LE3 2', 'LE3 3', 'LE3 8', 'LE9 2'],
  },
  {
    code: 'BL2',
    name: 'Blaby, Enderby and Narborough',
    ...BLABY,
    areas: ['LE2 9', 'LE8', 'LE9', 'LE19'],
  },
  { code: 'CH1', name: 'Loughborough', ...CHARNWOOD, areas: ['LE11'] },
  {
    code: 'CH2',
    name: 'Shepshed, Hathern and Thorpe Acre',
    ...CHARNWOOD,
    areas: ['LE11 4', 'LE11 5', 'LE12 5', 'LE12 9'],
  },
  {
    code: 'CH3',
    name: 'Soar Valley and the Wolds',
    ...CHARNWOOD,
    areas: ['LE7 7', 'LE12'],
  },
  {
    code: 'CH4',
    name: 'Syston, Birstall and the Wreake',
    ...CHARNWOOD,
    areas: ['LE4 3', 'LE4 4', 'LE4 8', 'LE7'],
  },
  {
    code: 'HA1',
    name: 'Market Harborough and Kibworth',
    ...HARBOROUGH,
    areas: ['LE8 0', 'LE8 8', 'LE8 9', 'LE16'],
  },
  {
    code: 'HA2',
    name: 'Lutterworth and Broughton Astley',
    ...HARBOROUGH,
    areas: ['LE9 6', 'LE17'],
  },
  {
    code: 'HA3',
    name: 'Thurnby, Billesdon and the Welland',
    ...HARBOROUGH,
    areas: ['LE7 9', 'LE16 8'],
  },
  {
    code: 'HB1',
    name: 'Hinckley, Burbage and Earl Shilton',
    ...HINCKLEY_AND_BOSWORTH,
    areas: ['LE9 7', 'LE9 8', 'LE10'],
  },
  {
    code: 'HB2',
    name: 'Market Bosworth, Groby and Markfield',
    ...HINCKLEY_AND_BOSWORTH,
    areas: ['CV9 3', 'CV13', 'LE6', 'LE9 9', 'LE67 9'],
  },
  {
    code: 'ME1',
    name: 'Melton Mowbray, Asfordby and Somerby',
    ...MELTON,
    areas: ['LE13', 'LE14', 'NG33 5'],
  },
  {
    code: 'ME2',
    name: 'Vale of Belvoir',
    ...MELTON,
    areas: ['LE14 4', 'NG13 0', 'NG32 1'],
  },
  {
    code: 'NW1',
    name: 'Ashby, Measham and Moira',
    ...NORTH_WEST,
    areas: ['DE12', 'LE65'],
  },
  { code: 'NW2', name: 'Coalville and Ibstock', ...NORTH_WEST, areas: ['LE67'] },
  {
    code: 'NW3',
    name: 'Castle Donington, Kegworth and Breedon',
    ...NORTH_WEST,
    areas: ['DE73 8', 'DE74'],
  },
  { code: 'OW1', name: 'Oadby', ...OADBY_AND_WIGSTON, areas: ['LE2 4', 'LE2 5'] },
  { code: 'OW2', name: 'Wigston and South Wigston', ...OADBY_AND_WIGSTON, areas: ['LE18'] },
];
