import { App } from 'cdktf';
import { gasanHaein } from './gasan-haein';

const app = new App();
gasanHaein(app);
app.synth();
