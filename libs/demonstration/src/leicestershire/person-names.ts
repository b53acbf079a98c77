/**
 * Given and family names of one origin, such as Gujarati. An origin with a higher weight is chosen more
 * often.
 */
export interface NameOrigin {
  readonly weight: number;
  readonly given: readonly string[];
  readonly family: readonly string[];
}

export const NAME_ORIGINS: readonly NameOrigin[] = [
  {
    weight: 58,
    given: words(`
      Ada Agnes Alan Albert Alice Anne Arthur Audrey Barbara Barry Beryl Brenda Brian Carol Christine Clifford Colin
      Cynthia David Dennis Derek Doreen Doris Dorothy Douglas Edith Edna Eileen Elsie Eric Ernest Ethel Eunice Frank
      Freda Geoffrey George Gerald Gladys Glenys Gordon Graham Harold Hazel Hilda Irene Iris Ivy Jack James Janet Jean
      Joan John Joyce June Keith Kenneth Leonard Leslie Lilian Mabel Margaret Marjorie Mary Maureen Mavis Muriel Nora
      Norman Olive Pamela Patricia Peter Phyllis Raymond Reginald Rita Robert Ronald Roy Ruth Sheila Stanley Sylvia
      Thelma Trevor Vera Victor Violet Walter Wilfred Winifred Zoë
    `),
    family: words(`
      Abbott Allsop Armitage Bagshaw Barker Beasley Bexon Bird Bonser Bradshaw Brewin Broughton Burdett Chamberlain
      Clowes Cox Cufflin D’Arcy-Smith Dakin Dexter Draycott Eames Earp Fewkes Flude Freer Gamble Gilliver Goddard
      Goodacre Grimley Hames Harriman Hextall Hickling Hubbard Ironmonger Jarvis Jelley Kirk Leatherland Lockton
      Measures Moore Mossop Neal Newbold Norman Orton Palmer Pegg Pickering Porter Quincey Ratcliff Riley Sharpe Shipman
      Skevington Smalley Stafford Swann Tebbutt Toone Underwood Varnam Wainwright Wardle Whatton Wormleighton Wright Yeomans
    `),
  },
  {
    weight: 12,
    given: words(`
      Amrat Bhanu Chandrakant Dahya Daxa Dinesh Harsha Hasmukh Ila Jayanti Jyotsna Kanta Kantilal Kokila Lalita Manjula
      Mansukh Nalini Naran Pushpa Ramesh Savita Shanta Suresh Taraben Vasant
    `),
    family: words(
      'Bhatt Chauhan Dattani Desai Joshi Kotecha Lakhani Mistry Modi Pabari Parmar Patel Raval Shah Solanki Thakrar Vaghela',
    ),
  },
  {
    weight: 6,
    given: words(
      'Ajit Amarjit Balbir Baldev Gurdev Gurmit Harbans Jaswant Kulwant Mohinder Pritam Satnam Surinder Tarsem',
    ),
    family: words('Bains Dhillon Gill Grewal Johal Kaur Sandhu Sidhu Singh Sohal'),
  },
  {
    weight: 6,
    given: words(
      'Abdul Aisha Amina Fatima Ghulam Halima Ibrahim Khadija Mohammed Nasreen Rashida Shafiq Yusuf Zainab',
    ),
    family: words('Ahmed Begum Bhamjee Choudhury Hussain Ismail Khan Mahmood Malik Miah Osman Sheikh'),
  },
  {
    weight: 5,
    given: words('Aidan Bridget Brendan Ciarán Dermot Eamonn Kathleen Nuala Pádraig Róisín Siobhán Sorcha'),
    family: words(
      "Brennan Doherty Gallagher McGrath Ní-Dhomhnaill O'Brien O'Connor O'Sullivan Quinn Tierney",
    ),
  },
  {
    weight: 4,
    given: words(
      'Bolesław Czesław Danuta Genowefa Halina Jadwiga Kazimierz Łucja Stanisława Tadeusz Wanda Zbigniew',
    ),
    family: words('Dąbrowski Kowalczyk Kubiak Łukasik Nowak Piątek Szczepański Wiśniewska Wójcik Zając'),
  },
  {
    weight: 4,
    given: words(
      'Beverley Clarice Cleveland Delroy Evadne Hyacinth Ionie Linton Neville Pearline Roslyn Winston',
    ),
    family: words('Blackwood Campbell Francis Gayle Grant Henry Lindo Morrison Powell St-Louis'),
  },
  {
    weight: 2,
    given: words('建国 秀英 Mei-Ling Wai-Kuen 美玲 Kam-Wah'),
    family: words('李 王 陳 Chan Cheung Wong'),
  },
  {
    weight: 2,
    given: words('Hương Lan Minh Thị-Mai Đức'),
    family: words('Nguyễn Trần Phạm Đặng'),
  },
  {
    weight: 1,
    given: words('Friðrik Günther Ingeborg Øystein Çiğdem Zoltán'),
    family: words('Þorsteinsson Müller Sørensen Öztürk Szabó Björk'),
  },
];

/** Invented street names, so that no address in the demonstration is real. */
export const STREETS: readonly string[] = [
  'Example Lane',
  'Sample Street',
  'Specimen Close',
  'Placeholder Road',
  'Demonstration Drive',
  'Imaginary Avenue',
  'Pretend Crescent',
  'Fictional Way',
  'Make-Believe Gardens',
  'Invented Court',
  'Nowhere Terrace',
  'Storybook Rise',
];

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
