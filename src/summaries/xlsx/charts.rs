//! Native charts: for each count of people its cumulative line beside the plan, and its completion beside the pace.
//! Two counts never share a chart, since they count different acts.

use super::data::{ACTUAL, LABEL, PLANNED, Place, places};
use crate::summaries::{Course, Summary};
use rust_xlsxwriter::{
    Chart, ChartFont, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartType,
    Worksheet, XlsxError,
};

const WIDTH: u32 = 430;
const HEIGHT: u32 = 300;
/// Rows a chart covers on the screen.
const ROWS: u32 = 16;

/// Puts two charts for each course below row `top`, line at the left and bars at the right. Says where they end.
pub fn below(sheet: &mut Worksheet, summary: &Summary, top: u32) -> Result<u32, XlsxError> {
    for (i, (course, place)) in summary.courses.iter().zip(places(summary)).enumerate() {
        let row = top + i as u32 * ROWS;
        sheet.insert_chart(row, 0, &cumulative(summary, course, &place))?;
        sheet.insert_chart(row, 5, &completion(summary, course, &place))?;
    }
    Ok(top + summary.courses.len() as u32 * ROWS)
}

/// Black and grey: it will be photocopied.
fn cumulative(summary: &Summary, course: &Course, place: &Place) -> Chart {
    let sheet = summary.lang.sheet_data();
    let mut chart = Chart::new(ChartType::Line);
    chart
        .title()
        .set_name(summary.lang.workbook_cumulative(&course.name).as_str())
        .set_font(ChartFont::new().set_size(11));
    let actual = ChartLine::new().set_color("#000000").set_width(2.25).clone();
    let planned = ChartLine::new().set_color("#7F7F7F").set_width(1.5).set_dash_type(ChartLineDashType::Dash).clone();
    let names = [summary.lang.col_cumulative(), summary.lang.col_planned()];
    for (name, column, mut line) in [(names[0], ACTUAL, actual), (names[1], PLANNED, planned)] {
        let mut marker = ChartMarker::new();
        let marker = if column == ACTUAL { marker.set_type(ChartMarkerType::Circle) } else { marker.set_none() };
        chart
            .add_series()
            .set_name(name)
            .set_categories((sheet, place.first, LABEL, place.last, LABEL))
            .set_values((sheet, place.first, column, place.last, column))
            .set_format(&mut line)
            .set_marker(marker);
    }
    // The axis ends at the target, unless the target has been passed.
    let top = course.points.iter().filter_map(|point| point.actual).fold(course.value, i64::max);
    chart.y_axis().set_min(0).set_max(top as f64).set_name(course.unit.as_str());
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(WIDTH).set_height(HEIGHT);
    chart
}

fn completion(summary: &Summary, course: &Course, place: &Place) -> Chart {
    let sheet = summary.lang.sheet_data();
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .title()
        .set_name(summary.lang.workbook_completion(&course.name).as_str())
        .set_font(ChartFont::new().set_size(11));
    for (name, column, colour) in
        [(summary.lang.col_rate(), ACTUAL, "#000000"), (summary.lang.col_pace(), PLANNED, "#BFBFBF")]
    {
        chart
            .add_series()
            .set_name(name)
            .set_categories((sheet, place.rates, LABEL, place.rates, LABEL))
            .set_values((sheet, place.rates, column, place.rates, column))
            .set_format(rust_xlsxwriter::ChartSolidFill::new().set_color(colour))
            .set_data_label(rust_xlsxwriter::ChartDataLabel::new().show_value());
    }
    chart.x_axis().set_min(0).set_max((course.completion.as_f64() / 100.0).max(1.0)).set_num_format("0%");
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(WIDTH).set_height(HEIGHT);
    chart
}
