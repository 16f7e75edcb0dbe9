'use strict';

const fc = require('fast-check');

// A property that fails ends there: the smallest case that fails is of no use to a count, and looking for it takes minutes.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
