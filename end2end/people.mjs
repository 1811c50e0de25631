// The people of the worked example, each by the words the sign-in page lists them with, and what they can reach.
export const PEOPLE = {
  filer: ['填报员', '省食品学会'],
  head: ['单位负责人'],
  consolidator: ['汇总单位'],
  office: ['办公室工作人员'],
  leader: ['领导小组查阅人'],
  administrator: ['系统管理员'],
  auditor: ['审计员'],
};

const EVERYBODY = [
  '/overview',
  '/overview?print=a3',
  '/overview/remark',
  '/meeting',
  '/decisions',
  '/targets/T1',
  '/targets/T2',
  '/attention',
  '/targets/T4',
  '/targets/T5',
  '/tasks',
  '/tasks/4',
  '/tasks/12',
  '/notes/task.12',
  '/units',
  '/specialties',
  '/specialties/building',
  '/specialties/food',
  '/cities',
  '/cities/guangzhou',
  '/cities/qianhai',
  '/matrix',
  '/figures/T1',
  '/figures/T2',
  '/figures/T3',
  '/figures/reporting.late',
  '/figures/tasks.overdue',
  '/summaries',
  '/summaries/2022H1',
  '/briefings/2022-4',
  '/papers',
  '/briefings/2022-5',
  '/documents',
  '/documents/figures/T2',
  '/help',
  '/search',
  '/search?q=食品',
  '/programme',
  '/questions',
  '/feedback',
  '/account',
];
const TURNED_BACK = ['/overview', '/targets/T2', '/tasks', '/cities', '/matrix'].map(page => `${page}?as_at=2022-05-31&basis=reported`);
const EVERY_UNIT = ['/units/soc_food', '/reports/soc_food/2022-06', '/papers/2022H1/soc_food'];
const MONTH = ['', '/nil', '/evidence', '/spreadsheet', '/paste', '/print'].map(page => `/my/reports/2022-07${page}`);
const DRAWER = ['/my/reports/2022-07/check', '/my/reports', '/my/reports/2022-06/receipt', '/my/reports/2022-06/correct', '/my/reports/2022-06/slip'];
const FORM = [...MONTH, ...DRAWER, '/my/extensions', '/my/extensions?period=2022-08', '/my/papers', '/my/papers/2022H2', '/my/papers/2022H1/receipt', '/my/calendar'];

const ADMIN = [
  '/admin',
  '/admin/people/example-soc_civil',
  '/admin/people/import',
  '/admin/seats',
  '/admin/programme',
  '/admin/programme/target/T2',
  '/admin/programme/task/12',
  '/admin/programme/unit/soc_food',
  '/admin/programme/group/pilot_societies',
  '/admin/programme/place/nansha',
  '/admin/units/import',
  '/admin/programme/calendar/-',
  '/admin/programme/thresholds/-',
  '/admin/programme/documents/-',
  '/admin/programme/file',
  '/cost',
];

export const PAGES = {
  nobody: ['/signin'],
  filer: ['/my', ...FORM, ...EVERY_UNIT, ...EVERYBODY],
  head: ['/my', ...EVERYBODY],
  consolidator: ['/my', '/review', '/review/consolidation/2022-07', ...EVERY_UNIT, ...EVERYBODY],
  office: ['/my', '/review', '/review/sheet', '/extensions', '/snapshots', '/documents/exceptions', '/briefings/2022-5?edit=none', '/reminders', '/reminders/settings', '/reminders/recipients', '/review?report=soc_electric:2022-07', '/review/nil', '/review/consolidation/2022-07', ...EVERY_UNIT, ...EVERYBODY],
  leader: [...EVERY_UNIT, '/units/soc_civil', '/units/gdast_coop', ...TURNED_BACK, ...EVERYBODY],
  administrator: [...ADMIN, ...EVERYBODY],
  auditor: ['/audit', '/review', ...EVERY_UNIT, ...EVERYBODY],
};

/** A page that somebody is refused, in words and with a way on. */
export const REFUSED = { nobody: '/overview', filer: '/admin', leader: '/my/reports/2022-07', office: '/nowhere' };

/** Every page once, as the person whose page it is. */
export const TREES = {
  nobody: PAGES.nobody,
  filer: ['/my', ...FORM, '/my/reports/2022-06/receipt'],
  office: ['/review', '/review/sheet', '/review/nil', '/review/consolidation/2022-07', '/extensions', '/snapshots', '/documents/exceptions', '/briefings/2022-5?edit=none', '/reminders', '/reminders/settings', '/reminders/recipients', ...EVERY_UNIT],
  leader: [...EVERYBODY, '/units/soc_civil', ...TURNED_BACK],
  administrator: ADMIN,
  auditor: ['/audit'],
};

/** The pages worth a picture, each as the person whose page it is. */
export const PICTURES = {
  nobody: PAGES.nobody,
  filer: ['/my', ...FORM],
  leader: ['/units/soc_civil', '/units/gdast_coop', ...TURNED_BACK],
  office: PAGES.office,
  administrator: [...ADMIN, '/questions', '/programme', '/feedback', '/account'],
  auditor: ['/audit'],
};
