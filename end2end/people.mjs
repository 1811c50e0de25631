// The people of the worked example, each by the words the sign-in page lists them with.
export const PEOPLE = {
  filer: ['填报员', '省食品学会'],
  head: ['单位负责人'],
  consolidator: ['汇总单位'],
  office: ['办公室工作人员'],
  leader: ['领导小组查阅人'],
  administrator: ['系统管理员'],
  auditor: ['审计员'],
};

const EVERYBODY = ['/overview', '/tasks', '/units', '/units/soc_food', '/matrix', '/figures/T1', '/figures/T2', '/summaries', '/summaries/2022H1', '/help'];

// What each of them can reach.
export const PAGES = {
  nobody: ['/signin'],
  filer: ['/my', '/my/reports/2022-07', ...EVERYBODY],
  head: ['/my', ...EVERYBODY],
  consolidator: ['/my', '/review', ...EVERYBODY],
  office: ['/my', '/review', ...EVERYBODY],
  leader: EVERYBODY,
  administrator: ['/admin', ...EVERYBODY],
  auditor: ['/audit', '/review', ...EVERYBODY],
};

// What each of them is refused, in words and with a way on.
export const REFUSED = {
  filer: '/admin',
  leader: '/my/reports/2022-07',
  office: '/nowhere',
};
